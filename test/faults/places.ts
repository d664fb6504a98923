import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import { join } from 'node:path'
import { type Certificate, type CertificateOptions, createCertificate } from '../emulator/certificates.ts'
import { listen } from '../emulator/listener.ts'
import type { Place } from './rows.ts'

const DAY = 86_400_000

/** Certificates of servers that are not the right one, and whether their CA is trusted. */
const certificates: [place: Place, options: CertificateOptions, trusted: boolean][] = [
  ['untrusted CA', {}, false],
  ['another host', { commonName: 'login.example' }, true],
  [
    'expired certificate',
    { notBefore: new Date(Date.now() - 9 * DAY), notAfter: new Date(Date.now() - DAY) },
    true,
  ],
]

/** Servers that stand in the way. */
export interface Places extends AsyncDisposable {
  /** The local port that plays the place; undefined where none does. */
  port: Map<Place, number | undefined>
  /** What each of them was asked, as method and path: nothing may come through a handshake that must fail. */
  requests: string[]
  /** PEM of the CAs that are trusted beside the emulator's. */
  caPem: string
}

export async function startPlaces(): Promise<Places> {
  await using stack = new AsyncDisposableStack()
  const requests: string[] = []
  const port = new Map<Place, number | undefined>([
    ['nowhere', undefined],
    ['closed port', 1],
  ])
  const trustedPems: string[] = []
  for (const [place, options, trusted] of certificates) {
    const certificate: Certificate = await createCertificate(options)
    const { certificatePem: cert, privateKeyPem: key } = certificate
    const server = createServer({ key, cert }, ({ method, url }, response) => {
      requests.push(`${place} ${method} ${url}`)
      response.end('{}')
    })
    port.set(place, stack.use(await listen(server as never)).port)
    if (trusted) trustedPems.push(cert)
  }
  const running = stack.move()
  return {
    port,
    requests,
    caPem: trustedPems.join('\n'),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

/** A file with the emulator's CA and those of the places, beside the emulator's own. */
export async function writeCas(caPath: string, { caPem }: Places): Promise<string> {
  const path = join(caPath, '..', 'all-cas.pem')
  await writeFile(path, `${await readFile(caPath, 'utf8')}\n${caPem}`)
  return path
}
