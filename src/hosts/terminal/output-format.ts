import { nearest } from '../../inputs/issues.ts'
import { UsageError } from './usage-error.ts'

/** The one of a command's formats that `--output` names. @throws {UsageError} */
export function formatOf<Formats extends object>(formats: Formats, name: string): Formats[keyof Formats] {
  if (Object.hasOwn(formats, name)) return formats[name as keyof Formats]
  const names = Object.keys(formats)
  throw new UsageError(`--output is one of ${names.join(', ')}.${nearest(name, names)}`)
}
