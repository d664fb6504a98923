import type { LeftFile } from './left-files.ts'
import { unescapeData } from './workflow-command.ts'

/** Where a secret could be seen: what a step of GitHub's or of another CI system did. */
export interface Place {
  stdout: string
  stderr: string
  summary?: string
  annotations?: readonly Note[]
  files: readonly LeftFile[]
  /** Whether a line only hides a value, as `::add-mask::` does */
  hides?(line: string): boolean
  /** What a command's data stands for */
  decode?(data: string): string
}

/** Its other properties are texts. */
interface Note {
  type: string
}

// Padding is left off: what remains is part of the padded form too.
const withoutPadding = (text: string) => text.replace(/=+$/, '')

/** Shorter encodings stand in random IDs by chance. */
const MIN_ENCODING = 6

/** The forms in which a secret may stand somewhere, each with its name. */
export function forms(secret: string): [name: string, text: string][] {
  const found = [...encodings(secret), ...encodings(secret.trim())].filter(
    ([name, text]) => name === 'itself' || text.length >= MIN_ENCODING,
  )
  // A multi-line secret leaks with any line of it that isn't just a PEM label or punctuation.
  const lines = secret.split(/[\r\n]+/).map((line) => line.trim())
  for (const line of lines.length > 1 ? lines : []) {
    if (line.length >= 8 && !line.startsWith('-----')) found.push(['a line', line])
  }
  return found
}

function encodings(secret: string): [name: string, text: string][] {
  const bytes = Buffer.from(secret, 'utf8')
  return [
    ['itself', secret],
    ['base64', withoutPadding(bytes.toString('base64'))],
    ['base64url', bytes.toString('base64url')],
    ['URI-encoded', encodeURIComponent(secret.toWellFormed())],
    ['form-encoded', new URLSearchParams({ '': secret }).toString().slice(1)],
    ['URI-encoded', encodeURIComponent(secret.toWellFormed()).replace(/%../g, (code) => code.toLowerCase())],
    ['JSON-escaped', JSON.stringify(secret).slice(1, -1)],
    [
      'XML-escaped',
      secret
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;'),
    ],
    ['hex', bytes.toString('hex')],
    ['hex', bytes.toString('hex').toUpperCase()],
  ]
}

const isMaskCommand = (line: string) => /^\s*::add-mask::/i.test(line)

/**
 * Where a secret stands in the step's output before masking (outside of lines that hide it), in its
 * summary, its annotations, or a file that it left; one text a line, with place and form; empty if nowhere.
 */
export function leaks(result: Place, secret: string): string[] {
  if (secret.trim() === '') throw new Error('An empty secret stands everywhere')
  const secretForms = forms(secret)
  const { hides = isMaskCommand, decode = unescapeData } = result
  const found: string[] = []
  const look = (place: string, text: string) => {
    // A command's data is %-escaped: what it stands for is looked through too.
    const texts = [text, decode(text)]
    const form = secretForms.find(([, value]) => texts.some((candidate) => candidate.includes(value)))
    if (form) found.push(`${place} (${form[0]}): ${text}`)
  }
  const lookThrough = (place: string, text: string, isDropped?: (line: string) => boolean) => {
    for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
      if (!isDropped?.(line)) look(`${place} line ${index + 1}`, line)
    }
  }

  lookThrough('stdout', result.stdout, hides)
  lookThrough('stderr', result.stderr, hides)
  lookThrough('summary', result.summary ?? '')
  for (const { type, ...properties } of result.annotations ?? []) {
    for (const [name, text] of Object.entries(properties)) look(`${type}'s ${name}`, String(text))
  }
  for (const file of result.files) {
    look('file name', file.path)
    lookThrough(`file ${file.path}`, file.content.toString('utf8'))
  }
  return found
}
