import type { Fix } from '../failure/failure.ts'
import { printable } from '../values/printable.ts'
import { FileProblem, readSmallFile } from '../values/small-file.ts'

/** In bytes; the root certificates of a whole system have some 250,000. */
const MAX_BUNDLE = 16 * 1024 * 1024

/**
 * What the file of NODE_EXTRA_CA_CERTS has to do with a certificate that was not trusted; undefined if none is named.
 * Node itself tells at most a warning (https://nodejs.org/api/cli.html#node_extra_ca_certsfile).
 */
export function describeExtraCa(path = ''): { why: string; fix: Fix } | undefined {
  if (path === '') return undefined
  try {
    const count = countCertificates(readSmallFile(path, MAX_BUNDLE).toString('latin1'))
    return {
      why: `NODE_EXTRA_CA_CERTS names a file of ${count === 1 ? '1 certificate, and it has not' : `${count} certificates, and none of them`} signed the one that was presented.`,
      fix: {
        text: 'Add the root certificate of who really signed it, such as the proxy that inspects TLS here, to the file of NODE_EXTRA_CA_CERTS.',
      },
    }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    return {
      why: `NODE_EXTRA_CA_CERTS names ${describePath(path)}, ${error.message}, so Node trusts nothing beyond its own root certificates.`,
      fix: {
        text: "Let NODE_EXTRA_CA_CERTS name a file that this machine can read, with your organisation's root certificate in PEM form (-----BEGIN CERTIFICATE-----).",
      },
    }
  }
}

function countCertificates(text: string): number {
  const count = text.split(/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/).length - 1
  if (count === 0) throw new FileProblem('a file without a certificate in PEM form')
  return count
}

/** A longer or stranger one may be something else that was put there, such as the certificate itself. */
function describePath(path: string): string {
  return path.length < 200 && /^[\w.,:@+~()/\\-]+$/.test(path)
    ? printable(path)
    : `a path of ${path.length} characters`
}
