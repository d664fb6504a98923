/** What servers make of a text that they give back, and no mask knows. */
export const echoes: Record<string, (secret: string) => string> = {
  'HTML entities by number': (secret) => [...secret].map((each) => `&#${each.codePointAt(0)};`).join(''),
  'HTML entities by hexadecimal number': (secret) =>
    [...secret].map((each) => `&#x${each.codePointAt(0)?.toString(16)};`).join(''),
  'HTML entities without their ends': (secret) =>
    [...secret].map((each) => `&#${each.codePointAt(0)}`).join(''),
  'HTML entities with zeros': (secret) =>
    [...secret].map((each) => `&#${`${each.codePointAt(0)}`.padStart(10, '0')};`).join(''),
  'HTML entities by name': (secret) =>
    secret.replace(/[/+&éüößçìîïöü]/g, (each) => NAMED[each] ?? each).replaceAll(' ', '&nbsp;'),
  'octal escapes of bytes': (secret) =>
    [...Buffer.from(secret)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
  'base64 in lines, written out': (secret) =>
    Buffer.from(secret).toString('base64').replace(/.{8}/g, '$&\\n'),
  "escapes of .NET's JSON": (secret) => secret.replace(/[^a-z0-9 ]/gi, unicodeEscape),
  "escapes of PHP's JSON": (secret) => JSON.stringify(`${secret}/`).slice(1, -1).replaceAll('/', '\\/'),
  "escapes of Python's JSON": (secret) => JSON.stringify(secret).replace(/[^ -~]/g, unicodeEscape),
  'percent signs, twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'every byte as a percent sign': (secret) => Buffer.from(secret).toString('hex').replace(/../g, '%$&'),
  hexadecimal: (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
  'base64 of UTF-16': (secret) => Buffer.from(secret, 'utf16le').toString('base64'),
  'base64 of UTF-16, the other way round': (secret) =>
    Buffer.from(`\ufeff${secret}`, 'utf16le').swap16().toString('base64'),
  'base64 after one byte': (secret) => Buffer.from(`:${secret}`).toString('base64'),
  'base64 after two bytes': (secret) => Buffer.from(`a:${secret}`).toString('base64url'),
  'base64 within base64': (secret) => Buffer.from(btoa(`"${unicodeEscapes(secret)}"`)).toString('base64'),
  'another case': (secret) => secret.toUpperCase(),
  'a space after each letter': (secret) => [...secret].join(' '),
}

const NAMED: Record<string, string> = {
  ...{ '/': '&sol;', '+': '&plus;', '&': '&amp;', é: '&eacute;', ü: '&uuml;', ö: '&ouml;', ß: '&szlig;' },
  ...{ ç: '&ccedil;', ì: '&igrave;', î: '&icirc;', ï: '&iuml;' },
}

const unicodeEscape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`
const unicodeEscapes = (text: string) => text.replace(/[^ -~]/g, unicodeEscape)
