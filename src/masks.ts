import { printable } from './printable.ts'

/** Shorter lines of a PEM give nothing away, and as masks they would eat the log. */
const SHORTEST_PEM_LINE = 8

/**
 * The forms of a secret that can appear in a log and that the runner's own encoders miss. The runner masks what it is
 * given, its base64, JSON, XML, shell and RFC 3986 forms, and each line of it (actions/runner, ValueEncoders.cs).
 * Not among them: base64url, the encodings of a form body, what is left when white space is cut off, and our own
 * escapes of what is unfit for a log.
 */
export function maskedForms(secret: string): string[] {
  const trimmed = secret.trim()
  if (trimmed === '') return []
  const wellFormed = trimmed.toWellFormed()
  const forms = [
    ...lines(trimmed),
    printable(trimmed),
    encodeURIComponent(wellFormed),
    new URLSearchParams([['', wellFormed]]).toString().slice(1),
    // The runner's base64 has its padding; what is cut off there would pass.
    Buffer.from(trimmed).toString('base64').replace(/=+$/, ''),
    Buffer.from(trimmed).toString('base64url'),
  ]
  return [...new Set(forms)]
}

function lines(text: string): string[] {
  const isPem = text.includes('-----BEGIN')
  // Environment files keep a PEM on one line, with `\n` written out.
  const parts = text.split(isPem ? /[\r\n]+|\\r|\\n/ : /[\r\n]+/).map((line) => line.trim())
  return isPem
    ? parts.filter((line) => line.length >= SHORTEST_PEM_LINE && !/^-----[^-]+-----$/.test(line))
    : parts.filter((line) => line !== '')
}
