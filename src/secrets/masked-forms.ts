import { printable } from '../values/printable.ts'

/**
 * Characters. Shorter masks stand in ordinary words and numbers and would eat the log; so short a secret is no secret
 * (a user's password has 8 at least, in Entra).
 */
export const MIN_MASK = 4

/** Characters: shorter lines of a key give nothing away. */
const MIN_KEY_LINE = 8

/** Lines. An RSA key of 8192 bits has 100, and its chain as many. */
export const MAX_LINES = 200

/** Characters. A longer secret is a file, which nothing escapes or percent-encodes. */
const MAX_ENCODED = 2048

/** Characters. Beyond, only a user's token with all groups is a JWT, and no header takes the base64 of that. */
const MAX_BASE64 = 4096

/** What a JWT consists of: no encoding changes these characters but base64, which has no `+` and no `/` for them. */
const PLAIN = /^[\w.-]+$/

/** Lines of a pretty-printed JSON that give nothing away, and as masks would eat every JSON in a command. */
const JSON_PUNCTUATION = /^[{}[\],]*$/

/**
 * The forms of a secret that can appear in a log. A CI system masks what it is given, and at best its base64, JSON, XML, shell
 * and RFC 3986 forms and each line of it (actions/runner, ValueEncoders.cs), but not base64url, the encodings of a form body,
 * or what is left when white space or padding is cut off.
 */
export function maskedForms(secret: string): string[] {
  if (secret.trim().length < MIN_MASK) return []
  // To try each encoding on the tokens of a step costs 1 to 2 % of a run.
  const forms = PLAIN.test(secret) ? plainForms(secret) : [...lines(secret), ...allEncodings(secret)]
  // A CI system may mask each line of a form, and among them those that `lines` leaves out.
  return [...new Set(forms)].filter((form) => form.length >= MIN_MASK && !/[\r\n]/.test(form))
}

function plainForms(secret: string): string[] {
  return [secret, ...(secret.length > MAX_BASE64 ? [] : [Buffer.from(secret).toString('base64url')])]
}

function allEncodings(secret: string): string[] {
  // Of what is cut off, only base64 has other forms that the ones without it are no part of.
  return secret.length > MAX_ENCODED ? [] : [...encodings(secret.trim()), ...base64(secret)]
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
    ...base64(text),
  ]
}

/** Without padding: what remains is part of the padded form too. */
function base64(text: string): string[] {
  const url = Buffer.from(text).toString('base64url')
  return [url.replaceAll('-', '+').replaceAll('_', '/'), url]
}

const XML_ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** The lines of a secret that may appear alone; none of a file that has too many. */
export function lines(secret: string): string[] {
  if (secret.includes('-----BEGIN')) return pemLines(secret)
  const all = secret.split(/[\r\n]+/).map((line) => line.trim())
  const secrets = all.filter((line) => line.length >= MIN_MASK && !JSON_PUNCTUATION.test(line))
  return secrets.length > MAX_LINES ? [] : secrets
}

/** Characters of all lines of a PEM together. A key of 8192 bits has 6,400. */
const MAX_PEM = 16_384

/** Of a PEM with a private key, the lines of its blocks; first the key's. A certificate is no secret. */
function pemLines(pem: string): string[] {
  const blocks = pem.split(/(?=-----BEGIN )/).map((block) => block.split('-----END ', 1)[0] ?? '')
  const keys = blocks.filter((block) => /^-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/.test(block))
  if (keys.length === 0) return []
  const certificates = blocks.filter((block) => block.startsWith('-----BEGIN '))
  // Environment files keep a PEM on one line, with `\n` written out.
  const all = [...keys, ...certificates]
    .flatMap((block) => block.split(/[\r\n]+|\\r|\\n/))
    .map((line) => line.trim())
  const secrets = [...new Set(all)].filter(
    (line) => line.length >= MIN_KEY_LINE && !/^-----[^-]+-----$/.test(line),
  )
  return within(MAX_PEM, secrets).slice(0, MAX_LINES)
}

/** The first texts that have so many characters together. */
function within(characters: number, texts: readonly string[]): string[] {
  let length = 0
  return texts.filter((text) => {
    length += text.length
    return length <= characters
  })
}
