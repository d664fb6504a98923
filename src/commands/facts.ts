import type { AccessToken } from '../entra/token-response.ts'
import type { Environments } from '../power-platform/environments.ts'
import type { TokenRequest } from '../request/read-request.ts'

/** Tells the user one fact: a line of the log, and a row of the summary. */
export type Report = (name: string, value: string) => void

export function reportRequest(report: Report, request: TokenRequest): void {
  const { credentialName, credentialReason, clientId, tenantId, cloud, authorityHost } = request
  report('Credential:', `${credentialName}, ${credentialReason}`)
  if (credentialName === 'managed-identity') {
    report('Identity:', `${clientId ? `user-assigned, ${clientId}` : 'system-assigned'}, cloud ${cloud.name}`)
  } else {
    report('App', `${clientId} in tenant ${tenantId}, cloud ${cloud.name} (${new URL(authorityHost).host})`)
  }
}

export function reportToken(report: Report, { scope, expiresOn }: AccessToken): void {
  report('Token', `for ${scope}, valid until ${describeTime(expiresOn)}`)
}

/** UTC, for who compares logs, and the runner's own time, for who reads, where it is another. */
function describeTime(time: Date): string {
  // "2026-11-22T21:49:05.000Z", and "Sun Nov 22 2026 22:49:05 GMT+0100 (…)"
  const [date, utc] = time.toISOString().split(/[T.]/)
  const local = time.getTimezoneOffset() === 0 ? '' : ` (${time.toString().split(' ').slice(4, 6).join(' ')})`
  return `${date} ${utc} UTC${local}`
}

export function reportEnvironments(report: Report, { names, count, isWhole }: Environments): void {
  const counted = count === 1 && isWhole ? '1 environment is' : `${count} environments are`
  const more = count > names.length ? `, and ${count - names.length} more` : ''
  const list = count > 0 ? `: ${names.join(', ')}${more}` : ''
  report('Verified:', `${isWhole ? '' : 'at least '}${counted} visible${list}`)
}

/** What is probably wrong where a token works and sees nothing; undefined if it sees something. */
export function nothingVisible(
  { names, isWhole }: Environments,
  { cloud, tenantId, credentialName }: TokenRequest,
): string | undefined {
  if (names.length > 0 || !isWhole) return undefined
  const adminCenter = cloud.adminCenter ? `, whose admin center is ${cloud.adminCenter}` : ''
  return [
    'The token works and sees no environment, although every tenant has a default one. One of these is the cause:',
    `- The role: the Power Platform role of the ${credentialName === 'password' ? 'user' : 'app'} is assigned at another scope, such as one environment. Assign it for the whole tenant.`,
    `- The cloud: the environments are in another one than ${cloud.name}${adminCenter}. Check the input cloud.`,
    `- The tenant: the environments belong to another one than ${tenantId || "the managed identity's"}. Check ${tenantId ? 'the input tenant-id' : 'which identity the machine has'}.`,
  ].join('\n')
}
