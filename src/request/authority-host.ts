import type { InputReader } from '../inputs/input-reader.ts'
import { quoted } from '../inputs/quoted.ts'
import type { Input } from '../ports/inputs.ts'
import { type Cloud, clouds } from '../values/clouds.ts'
import { parseUrl } from '../values/parse-url.ts'

export const authorityHostInput: Input = {
  name: 'authority-host',
  description: "Another login host, as https://host or https://host:port. Without it, the cloud's.",
}

/** The origin that credentials are sent to: the cloud's, or the one that the user set. */
export function readAuthorityHost(reader: InputReader, cloud: Cloud): string {
  const text = reader.text(authorityHostInput)
  if (text === '') return cloud.authorityHost
  const url = parseUrl(text.includes('://') ? text : `https://${text}`)
  const problem = findProblem(text, url)
  if (!problem && url) return url.origin
  const known = clouds.map(({ authorityHost }) => authorityHost)
  const words = [...known, ...known.map((origin) => new URL(origin).host)]
  const meant = known.find((origin) => origin === `https://${url?.host}`)
  const suggestion = meant && !text.includes('@') ? ` Did you mean "${meant}"?` : ''
  reader.complain(
    authorityHostInput,
    `came ${text.includes('@') ? `${text.length} characters` : quoted(text, { words, fits: /[a-z0-9.:/[\]-]/i })}, ${problem}; allowed is https://host or https://host:port.${suggestion}`,
  )
  return cloud.authorityHost
}

function findProblem(text: string, url: URL | undefined): string | undefined {
  if (text.includes('@')) return 'with a user name or password in it'
  if (!url?.host || !text.includes('://')) return 'which is no URL with a host'
  if (url.protocol !== 'https:')
    return `with ${url.protocol === 'http:' ? 'http://' : 'another scheme'}; the credential travels over https only`
  if (url.pathname !== '/' || url.search || url.hash) return 'with a path, query or fragment in it'
  return undefined
}
