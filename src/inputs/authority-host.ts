import type { Cloud } from '../clouds.ts'
import { quoted } from './complaints.ts'
import type { InputReader } from './reader.ts'

/** The origin that credentials go to: the cloud's, or the one that the user wrote. */
export function readAuthorityHost(reader: InputReader, cloud: Cloud): string {
  const text = reader.text('authority-host')
  if (text === '') return cloud.authorityHost
  const url = URL.parse(text) ?? undefined
  const withScheme = url?.host ? url : (URL.parse(`https://${text}`) ?? undefined)
  const problem = !url?.host
    ? 'which is no URL with a host'
    : url.protocol !== 'https:'
      ? `with ${url.protocol}//; the credential travels over https only`
      : url.username || url.password
        ? 'with credentials in it'
        : url.pathname !== '/' || url.search || url.hash
          ? 'with a path, query or fragment in it'
          : undefined
  if (!problem && url) return url.origin
  const shown = url?.username || url?.password ? `a URL of ${text.length} characters` : quoted(text)
  const suggestion = withScheme?.host ? ` Did you mean "https://${withScheme.host}"?` : ''
  reader.complain(
    'authority-host',
    `came ${shown}, ${problem}; allowed is https://host or https://host:port.${suggestion}`,
  )
  return cloud.authorityHost
}
