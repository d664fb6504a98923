import { statSync } from 'node:fs'
import leven from 'leven'
import type { Code } from '../../advice/catalogue.ts'
import { plainHeadings, readHeading } from '../../commands/page-headings.ts'
import { nearest } from '../../inputs/issues.ts'
import { UsageError } from './usage-error.ts'

/** Another number is another refusal, unless one figure was mistyped. */
function isNearNumber(...texts: [string, string]): boolean {
  const [written, listed] = texts.map((text) => text.replace(/\D/g, ''))
  return leven(written ?? '', listed ?? '') <= 1
}

function isFile(path: string): boolean {
  return /^[ -~]{1,200}$/.test(path) && Boolean(statSync(path, { throwIfNoEntry: false })?.isFile())
}

/** The codes that stand on the command line. What is none isn't repeated: it may be a secret. @throws {UsageError} */
export async function readCodes(operands: readonly string[]): Promise<Code[]> {
  const [{ headingOf, listedCodes }, { readCodes: codesOf }] = await Promise.all([
    import('../../advice/catalogue.ts'),
    import('../../advice/find-codes.ts'),
  ])
  return operands.flatMap((operand, index) => {
    const codes = codesOf(operand)
    if (codes.length > 0) return codes
    const heading = readHeading(operand)
    if (heading) return [heading]
    const which = operands.length === 1 ? 'What stands after explain' : `Word ${index + 1} after explain`
    const near = listedCodes.map(headingOf).filter((each) => isNearNumber(operand, each))
    // A name that a file has is no secret.
    const meant = isFile(operand)
      ? ` Did you mean --file ${operand}?`
      : nearest(operand, [...near, ...plainHeadings])
    throw new UsageError(`${which} is not a code.${meant}`)
  })
}
