import { printable } from './printable.ts'

/** Shorter lines of a PEM give nothing away, and as masks they would eat the log. */
const SHORTEST_PEM_LINE = 8

/** What a JWT consists of: no encoding changes these characters but base64, which has no `+` and no `/` for them. */
const PLAIN = /^[\w.-]+$/

/** Lines of a pretty-printed JSON that give nothing away, and as masks would eat every JSON in a command. */
const JSON_PUNCTUATION = /^[{}[\],]*$/

/**
 * The forms of a secret that can appear in a log. The runner masks what it is given, its base64, JSON, XML, shell and
 * RFC 3986 forms, and each line of it (actions/runner, ValueEncoders.cs), but not in the titles of annotations, and
 * not base64url, the encodings of a form body, or what is left when white space or padding is cut off.
 */
export function maskedForms(secret: string): string[] {
  // To try each encoding on the tokens of a step costs 1 to 2 % of a run.
  if (PLAIN.test(secret)) return [secret, Buffer.from(secret).toString('base64url')]
  const trimmed = secret.trim()
  if (trimmed === '') return []
  const forms = [...lines(trimmed), ...encodings(trimmed), ...encodings(secret)]
  // The runner would mask each line of a form, and among them those that `lines` leaves out.
  return [...new Set(forms)].filter((form) => !/[\r\n]/.test(form))
}

function encodings(text: string): string[] {
  const wellFormed = text.toWellFormed()
  const percent = encodeURIComponent(wellFormed)
  return [
    printable(text),
    percent,
    percent.replace(/%../g, (code) => code.toLowerCase()),
    new URLSearchParams([['', wellFormed]]).toString().slice(1),
    JSON.stringify(text).slice(1, -1),
    text.replace(/[&<>"']/g, (character) => XML_ENTITIES[character] ?? character),
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
    Buffer.from(text).toString('base64url'),
  ]
}

const XML_ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/**
 * The text with `***` for every stretch that masks cover. Overlapping ones go together: replaced one after the other, a
 * short mask would tear a longer one apart, and leave the rest of it in clear.
 */
export function redact(text: string, masks: Iterable<string>): string {
  const stretches: [start: number, end: number][] = []
  for (const mask of masks) {
    for (let start = text.indexOf(mask); start >= 0; start = text.indexOf(mask, start + 1)) {
      stretches.push([start, start + mask.length])
    }
  }
  let redacted = ''
  let position = 0
  for (const [start, end] of stretches.toSorted(([a], [b]) => a - b)) {
    if (start >= position) redacted += `${text.slice(position, start)}***`
    position = Math.max(position, end)
  }
  return redacted + text.slice(position)
}

function lines(text: string): string[] {
  const isPem = text.includes('-----BEGIN')
  // Environment files keep a PEM on one line, with `\n` written out.
  const parts = text.split(isPem ? /[\r\n]+|\\r|\\n/ : /[\r\n]+/).map((line) => line.trim())
  return isPem
    ? parts.filter((line) => line.length >= SHORTEST_PEM_LINE && !/^-----[^-]+-----$/.test(line))
    : parts.filter((line) => !JSON_PUNCTUATION.test(line))
}
