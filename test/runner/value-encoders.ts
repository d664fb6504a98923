/** A way in which a secret may be written; an empty answer means that it adds nothing to hide. */
export type ValueEncoder = (value: string) => string

// .NET's Encoding.UTF8 and Node both write a lone surrogate as U+FFFD.
const base64From = (value: string, start: number) => {
  const bytes = Buffer.from(value, 'utf8')
  return bytes.subarray(bytes.length > start ? start : 0).toString('base64')
}

// Newtonsoft's JsonConvert.ToString with its default escape handling: lower-case \u00XX for control
// characters, and NEL, LS and PS escaped, but no slash and no other non-ASCII character.
const jsonEscapes: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}
const jsonEscape: ValueEncoder = (value) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is escaped
  value.replace(/["\\\u0000-\u001f\u0085\u2028\u2029]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0')
    return jsonEscapes[character] ?? `\\u${code}`
  })

// Uri.EscapeDataString escapes all but RFC 3986's unreserved characters; encodeURIComponent leaves five more.
const uriEscape: ValueEncoder = (value) =>
  encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

// System.Security.SecurityElement.Escape
const xmlEscapes: Record<string, string> = {
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '&': '&amp;',
}
const xmlEscape: ValueEncoder = (value) =>
  value.replace(/[<>"'&]/g, (character) => xmlEscapes[character] as string)

const trimDoubleQuotes: ValueEncoder = (value) =>
  value.length > 8 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : ''

// PowerShell's error records break a command at an ampersand and colour the letter behind `&+`.
const atLeastSix = (part: string) => (part.length >= 6 ? part : '')

const beforeAmpersand: ValueEncoder = (value) => {
  const plus = value.indexOf('&+')
  return atLeastSix(plus < 0 ? value.slice(0, value.lastIndexOf('&') + 1) : value.slice(0, plus + 2))
}

const afterAmpersand: ValueEncoder = (value) => {
  if (!value.includes('&')) return ''
  const plus = value.indexOf('&+')
  return atLeastSix(value.slice(plus < 0 ? value.lastIndexOf('&') + 1 : plus + 3))
}

/**
 * The eleven encoders that the runner registers in src/Runner.Common/HostContext.cs, under their names in
 * src/Sdk/DTLogging/Logging/ValueEncoders.cs.
 */
export const valueEncoders = {
  Base64StringEscape: (value) => base64From(value, 0),
  Base64StringEscapeShift1: (value) => base64From(value, 1),
  Base64StringEscapeShift2: (value) => base64From(value, 2),
  CommandLineArgumentEscape: (value) => value.replaceAll('"', '\\"'),
  ExpressionStringEscape: (value) => value.replaceAll("'", "''"),
  JsonStringEscape: jsonEscape,
  UriDataEscape: uriEscape,
  XmlDataEscape: xmlEscape,
  TrimDoubleQuotes: trimDoubleQuotes,
  PowerShellPreAmpersandEscape: beforeAmpersand,
  PowerShellPostAmpersandEscape: afterAmpersand,
} satisfies Record<string, ValueEncoder>
