import type { Cloud } from '../clouds.ts'
import { quoted } from './complaints.ts'
import type { InputReader } from './reader.ts'

/** The origin that credentials go to: the cloud's, or the one that the user wrote. */
export function readAuthorityHost(reader: InputReader, cloud: Cloud): string {
  const text = reader.text('authority-host')
  if (text === '') return cloud.authorityHost
  const url = URL.parse(text.includes('://') ? text : `https://${text}`)
  const problem = findProblem(text, url)
  if (!problem && url) return url.origin
  // Of a text with credentials, any part that looks like the host may be one of the password.
  const suggestion = url?.host && !text.includes('@') ? ` Did you mean "https://${url.host}"?` : ''
  reader.complain(
    'authority-host',
    `came ${text.includes('@') ? `${text.length} characters` : quoted(text)}, ${problem}; allowed is https://host or https://host:port.${suggestion}`,
  )
  return cloud.authorityHost
}

function findProblem(text: string, url: URL | null): string | undefined {
  if (text.includes('@')) return 'with a user name or password in it'
  if (!url?.host || !text.includes('://')) return 'which is no URL with a host'
  if (url.protocol !== 'https:') return `with ${url.protocol}//; the credential travels over https only`
  if (url.pathname !== '/' || url.search || url.hash) return 'with a path, query or fragment in it'
  return undefined
}
