import { nearest } from '../../inputs/issues.ts'
import { commands } from './commands.ts'
import type { Option } from './options.ts'
import { secretRefusal } from './secret-options.ts'
import { UsageError } from './usage-error.ts'

/** What other programs call these, without hyphens. */
const elsewhere: Readonly<Record<string, string>> = {
  o: '--output',
  format: '--output',
  json: '--output json',
  v: '--verbose',
  debug: '--verbose',
  resource: '--scope',
}

/** A name as a person types one, and no secret is. */
const PLAIN = /^[a-z]+(?:-[a-z]+)*$/i
const MAX_NAME = 30
/** Whoever forgets the space types the secret itself behind one of these. */
const OF_SECRET = /secret|pass|pwd|token|cert|key/i

/** For what begins like an option, and is none: its name without its hyphens. */
export function unknownOption(name: string, known: readonly Option[]): UsageError {
  const refusal = secretRefusal(name)
  if (refusal) return new UsageError(refusal)
  const shown = isPlain(name) && !OF_SECRET.test(name) ? `: ${name.length === 1 ? '-' : '--'}${name}` : ''
  return new UsageError(`Unknown option${shown}.${meant(name, known)}`)
}

/** For several letters behind one hyphen, as PowerShell has its parameters. They aren't repeated: `-pSECRET` is a password to some. */
export function oneHyphen(word: string, known: readonly Option[]): UsageError {
  const name = word.slice(1).split(/[=:]/, 1)[0] ?? ''
  const refusal = secretRefusal(name)
  return new UsageError(refusal ?? `Unknown option: options begin with two hyphens.${meant(name, known)}`)
}

export function unknownCommand(name: string): UsageError {
  const shown = isPlain(name) ? `: ${name}` : ''
  return new UsageError(`Unknown command${shown}.${nearest(name, Object.keys(commands))}`)
}

function isPlain(name: string): boolean {
  return name.length <= MAX_NAME && PLAIN.test(name)
}

function meant(name: string, known: readonly Option[]): string {
  const plural = known.find((option) => option.name === `${name}s`)
  if (plural) return ` Did you mean --${plural.name}?`
  const other = Object.hasOwn(elsewhere, name) ? elsewhere[name] : undefined
  if (other && known.some((option) => other.split(' ')[0] === `--${option.name}`))
    return ` Did you mean ${other}?`
  const folded = name.replaceAll('-', '').toLowerCase()
  const same = known.find((option) => option.name.replaceAll('-', '') === folded)
  if (same) return ` Did you mean --${same.name}?`
  return nearest(
    name,
    known.map((option) => option.name),
  ).replace(/"(.*)"/, '--$1')
}
