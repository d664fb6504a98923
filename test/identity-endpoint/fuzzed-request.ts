/** Stands in whatever a request brings, and must not come back. */
export const MARK = 'zqWhatCameIn7'

interface Fuzzed {
  bytes: Uint8Array
  /** Whether it knows the header, so that it may be given a token. */
  isKnown: boolean
}

const methods = [
  'GET',
  'GET',
  'GET',
  'GET',
  'POST',
  'HEAD',
  'PUT',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PATCH',
  'BREW',
  'get',
  '',
]
const paths = [
  '/msi/token',
  '/msi/token',
  '/msi/token',
  '/msi/token/',
  '/MSI/TOKEN',
  '/',
  '//',
  '*',
  '/../msi/token',
  '/%6dsi/token',
  `/${MARK}`,
  '',
]
const names = [
  'api-version',
  'resource',
  'client_id',
  'mi_res_id',
  'object_id',
  MARK,
  '',
  '__proto__',
  'constructor',
]
const values = [
  ...['2019-08-01', '2018-02-01', 'https://api.powerplatform.com', 'https://api.powerplatform.com/', MARK],
  ...[
    '%',
    '%00',
    '%ff%fe',
    '%E0%A4%A',
    '\u00e9',
    '../..',
    '<script>',
    `${MARK}%0d%0aSet-Cookie:%20a`,
    'x'.repeat(3000),
  ],
]
const fields = [
  `Cookie: ${MARK}`,
  'Origin: https://attacker.example',
  'Origin:',
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: 99999999999999999999',
  'Transfer-Encoding: chunked',
  `Transfer-Encoding: ${MARK}`,
  'Expect: 100-continue',
  `Expect: ${MARK}`,
  'Upgrade: h2c\r\nConnection: Upgrade',
  `X-Forwarded-Host: ${MARK}`,
  `${MARK}: \x00\x01\x02`,
  `Space : ${MARK}`,
  ` folded ${MARK}`,
  'X'.repeat(9000),
  `X: ${'y'.repeat(9000)}`,
  `__proto__: ${MARK}`,
  'Accept-Encoding: gzip',
  'Connection: keep-alive, close',
  'Sec-Fetch-Site: cross-site',
]
const bodies = [
  '',
  '',
  'hello',
  `5\r\n${MARK}\r\n0\r\n\r\n`,
  '\x00'.repeat(100),
  `GET /msi/token HTTP/1.1\r\n\r\n`,
]

/** A request that is right in some parts, and wrong in others. */
export function fuzzedRequest(
  random: () => number,
  { header, port }: { header: string; port: number },
): Fuzzed {
  const one = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  const mostly = <T>(usual: T, others: readonly T[], share = 0.7): T =>
    random() < share ? usual : one(others)
  const some = <T>(most: number, make: () => T): T[] => Array.from({ length: random() * (most + 1) }, make)

  const query = mostly('api-version=2019-08-01&resource=https://api.powerplatform.com', [
    some(6, () => `${one(names)}=${one(values)}`).join('&'),
  ])
  const isKnown = random() < 0.5
  const secret = mostly(`X-IDENTITY-HEADER: ${header}`, [
    `x-ms-identity: ${header}`,
    `x-ms-identity:\t${header} `,
  ])
  const wrong = one([
    `X-IDENTITY-HEADER: ${MARK}`,
    `X-IDENTITY-HEADER: ${header.slice(1)}`,
    `X-IDENTITY-HEADER: ${header},${MARK}`,
    'X: y',
  ])
  const host = mostly(
    `Host: 127.0.0.1:${port}`,
    [`Host: localhost:${port}`, `Host: ${MARK}`, 'Host:', 'X: y'],
    0.85,
  )
  const head = [
    `${mostly('GET', methods)} ${mostly('/msi/token', isKnown ? paths : [...paths, '/end'])}?${query} ${mostly('HTTP/1.1', ['HTTP/1.0', 'HTTP/2.0', 'HTTP/0.9', MARK, ''], 0.9)}`,
    ...[host, isKnown ? secret : wrong].toSorted(() => random() - 0.5),
    ...(random() < 0.5 ? [] : some(3, () => one(fields))),
  ]
  const end = mostly('\r\n', ['\n', '\r', '\0'], 0.95)
  const text = `${head.join(end)}${end}${end}${one(bodies)}`
  const bytes = Buffer.from(text, 'latin1')
  // Here and there, a byte is another, or the rest never comes.
  if (random() < 0.15) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
  return { bytes: random() < 0.05 ? bytes.subarray(0, random() * bytes.length) : bytes, isKnown }
}
