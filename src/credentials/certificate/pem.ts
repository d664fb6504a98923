/** One block of a PEM file (RFC 7468, and RFC 1421 for the headers of encrypted PKCS#1 keys). */
export interface PemBlock {
  /** `CERTIFICATE`, `PRIVATE KEY`, `ENCRYPTED PRIVATE KEY`, `RSA PRIVATE KEY`, … */
  label: string
  /** The block in canonical form: one line a header, 64 characters a line, `\n` line ends. */
  pem: string
}

/**
 * The blocks of a PEM in whatever shape it survived: with CRLF, with `\n` written out, with its newlines lost to
 * spaces, with text between the blocks. Empty if there is none.
 */
export function readPem(text: string): PemBlock[] {
  const lined = text.replace(/\\r\\n|\\n|\\r/g, '\n')
  return [...lined.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g)].map(
    ([, label = '', content = '']) => {
      const { headers, base64 } = splitHeaders(content)
      const lines = base64.match(/.{1,64}/g) ?? []
      const body = [...(headers.length > 0 ? [...headers, ''] : []), ...lines].join('\n')
      return { label, pem: `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n` }
    },
  )
}

/** OpenSSL's headers of an encrypted key; they stand on lines of their own unless the newlines were lost. */
function splitHeaders(content: string): { headers: string[]; base64: string } {
  const headers: string[] = []
  const rest = content.replace(
    /Proc-Type:\s*4,\s*ENCRYPTED|DEK-Info:\s*[\w-]+,\s*[0-9A-Fa-f]+/g,
    (header) => {
      headers.push(header.replace(/\s+/g, ' ').replace(/,\s/, ','))
      return ''
    },
  )
  return { headers, base64: rest.replace(/\s+/g, '') }
}
