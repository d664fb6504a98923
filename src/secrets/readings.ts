/** How an escape ends, and what it stands for. */
const ESCAPES: readonly [end: RegExp, meaning: (group: string) => string][] = [
  [/(?:%|\\x)([0-9a-f]{2})$/i, hexadecimal],
  [/[%\\]u([0-9a-f]{4})$/i, hexadecimal],
  [/\\u\{0{0,4}([0-9a-f]{1,6})\}$/i, hexadecimal],
  [/\\([0-3][0-7]{2})$/, (digits) => codePoint(Number.parseInt(digits, 8))],
  [/&#x0{0,8}([0-9a-f]{1,6});$/i, hexadecimal],
  [/&#0{0,8}(\d{1,7});$/, (digits) => codePoint(Number(digits))],
  [/&(amp|lt|gt|quot|apos|szlig);$/i, (name) => ENTITIES[name.toLowerCase()] ?? ''],
  // Of a letter with an accent, the letter; all others that have no letter of their own in them are punctuation.
  [/&([a-z])(?:acute|grave|circ|tilde|uml|ring|cedil|slash|caron|ogon|breve|macr|dot);$/i, String],
  [/&[a-z]{2,10};$/i, () => ''],
  [/\\[nrt]$/, () => ' '],
  [/\\([^\w\s])$/, String],
]
/** Characters of the longest. */
const MAX_ESCAPE = 18
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", szlig: 'ß' }
/** Browsers do without the semicolon of a number; with it, one pattern is enough. */
const BARE_ENTITY = /&#(?:x[0-9a-f]{1,14}|\d{1,15})(?![0-9a-f;])/gi
const STARTS = /[%\\&]/

/** Readings in readings, such as base64 of base64. */
const MAX_DEPTH = 3
/** All readings together have at most so many characters for each of the text: what takes the same time for each. */
const MAX_GROWTH = 100

/**
 * All that a text may say: itself, with each escape in it replaced by what it stands for, to a fixed point (percent
 * signs, JSON, HTML), and what its stretches of hexadecimal and base64, at whichever alignment, are in UTF-8 and UTF-16.
 * @param shortest characters of what is looked for; no stretch that is too short for it is read
 */
export function readings(text: string, shortest: number): string[] {
  const found: string[] = []
  let budget = MAX_GROWTH * text.length
  const read = (reading: string, depth: number) => {
    budget -= reading.length
    if (budget < 0) return
    const plain = unescaped(reading)
    found.push(plain, withoutMojibake(plain))
    if (depth === MAX_DEPTH) return
    for (const bytes of encodedBytes(plain, shortest))
      for (const inner of decoded(bytes)) read(inner, depth + 1)
  }
  read(text, 0)
  return [...new Set(found)]
}

/** In one pass: a character that an escape stands for may end another escape, as in `%2541`. */
function unescaped(text: string): string {
  if (!STARTS.test(text)) return text
  const read: string[] = []
  let sinceStart = MAX_ESCAPE
  for (const character of text.replace(BARE_ENTITY, '$&;').split('')) {
    read.push(character)
    sinceStart = STARTS.test(character) ? 0 : sinceStart + 1
    for (let end = sinceStart < MAX_ESCAPE && endOf(read); end; end = endOf(read)) {
      read.splice(read.length - end.length, end.length, ...end.character.split(''))
      if (STARTS.test(end.character)) sinceStart = 0
    }
  }
  return read.join('')
}

function endOf(read: string[]): { length: number; character: string } | undefined {
  const end = read.slice(-MAX_ESCAPE).join('')
  for (const [pattern, meaning] of ESCAPES) {
    const [whole, group = ''] = pattern.exec(end) ?? []
    if (whole) return { length: whole.length, character: meaning(group) }
  }
  return undefined
}

function hexadecimal(digits: string): string {
  return codePoint(Number.parseInt(digits, 16))
}

function codePoint(value: number): string {
  return value <= 0x10ffff ? String.fromCodePoint(value) : '\ufffd'
}

/** Percent signs and `\x` stand for bytes, mostly of UTF-8. */
function withoutMojibake(text: string): string {
  return text.replace(/[\u0080-\u00ff]{2,}/g, (bytes) => Buffer.from(bytes, 'latin1').toString())
}

/** Of each stretch that is long enough, read from each of its first characters at which an encoded one may begin. */
function encodedBytes(text: string, shortest: number): Buffer[] {
  const digits = stretches(text.replace(/[^0-9a-z]/gi, ''), /[0-9a-f]+/gi, shortest * 2)
  const base64 = stretches(text.replace(/\s/g, ''), /[\w+/-]+/g, Math.ceil((shortest * 4) / 3))
  return [
    ...digits.flatMap((stretch) => [0, 1].map((start) => Buffer.from(stretch.slice(start), 'hex'))),
    ...base64.flatMap((stretch) => [0, 1, 2, 3].map((start) => Buffer.from(stretch.slice(start), 'base64'))),
  ]
}

function stretches(text: string, pattern: RegExp, shortest: number): string[] {
  return (text.match(pattern) ?? []).filter(({ length }) => length >= shortest)
}

/** Made once, and only where there is something to decode. */
let utf16: InstanceType<typeof TextDecoder>[] | undefined

/** Not by Buffer's own UTF-16, which corrupts memory where it begins at an odd byte (Node 24.19). */
function decoded(bytes: Buffer): string[] {
  utf16 ??= ['utf-16le', 'utf-16be'].map((encoding) => new TextDecoder(encoding))
  const starts = [bytes, bytes.subarray(1)]
  return [bytes.toString(), ...utf16.flatMap((decoder) => starts.map((each) => decoder.decode(each)))]
}
