import { parseUrl } from './parse-url.ts'

const pattern = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const whole = new RegExp(`^${pattern}$`, 'i')
const inside = new RegExp(`(?<![0-9a-f-])${pattern}(?![0-9a-f-])`, 'i')
const alone = new RegExp(`^[\\s{(<"']{0,3}(${pattern})[\\s})>"']{0,3}$`, 'i')

export function isGuid(text: string): boolean {
  return whole.test(text)
}

/** Of Entra, the portals and the APIs, whose addresses have IDs of tenants and apps in them. */
const DOMAINS = [
  ...['microsoftonline.com', 'microsoftonline.us', 'microsoftonline.cn', 'windows.net', 'eaglex.ic.gov'],
  ...['azure.com', 'azure.us', 'azure.cn', 'microsoft.com', 'microsoft.us', 'microsoft.scloud'],
  ...['powerapps.com', 'powerautomate.com', 'powerplatform.com', 'onmicrosoft.com'],
]

/**
 * The GUID that a text stands for: alone, in brackets or quotes, or the first in an address of Microsoft's that was
 * pasted where an ID belongs. One in any other text may be a part of a secret.
 */
export function findGuid(text: string): string | undefined {
  const bare = alone.exec(text)?.[1]
  const url = bare ? undefined : parseUrl(text)
  if (!url || url.username || url.password) return bare
  const isKnown = DOMAINS.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`))
  return (isKnown && url.protocol === 'https:') || url.protocol === 'api:'
    ? inside.exec(text)?.[0]
    : undefined
}
