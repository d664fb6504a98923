import type { Code } from '../../advice/catalogue.ts'
import { nearest } from '../../inputs/issues.ts'
import { UsageError } from './usage-error.ts'

/** The codes that stand on the command line. What is none isn't repeated: it may be a secret. @throws {UsageError} */
export async function readCodes(operands: readonly string[]): Promise<Code[]> {
  const [{ headingOf, listedCodes }, { readCodes: codesOf }] = await Promise.all([
    import('../../advice/catalogue.ts'),
    import('../../advice/find-codes.ts'),
  ])
  return operands.flatMap((operand, index) => {
    const codes = codesOf(operand)
    if (codes.length > 0) return codes
    const which = operands.length === 1 ? 'What stands after explain' : `Word ${index + 1} after explain`
    throw new UsageError(`${which} is no code.${nearest(operand, listedCodes.map(headingOf))}`)
  })
}
