import type { AccessToken } from './entra/access-token.ts'
import type { TokenRequest } from './inputs/inputs.ts'
import type { Environments } from './power-platform/environments.ts'

/** Tells the user one fact: a line of the log, and a row of the summary. */
export type Report = (name: string, value: string) => void

/** The most environments that are named. */
const NAMED_ENVIRONMENTS = 10

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

/** Local time, for who reads it, and UTC, for who compares logs. */
function describeTime(time: Date): string {
  // "Sun Nov 22 2026 22:49:05 GMT+0100 (…)", without the name of the zone
  return `${time.toString().replace(/ \(.*/, '')} (${time.toISOString()})`
}

export function reportEnvironments(report: Report, { names, isWhole }: Environments): void {
  const count = names.length === 1 && isWhole ? '1 environment is' : `${names.length} environments are`
  const more = names.length > NAMED_ENVIRONMENTS ? `, and ${names.length - NAMED_ENVIRONMENTS} more` : ''
  const list = names.length > 0 ? `: ${names.slice(0, NAMED_ENVIRONMENTS).join(', ')}${more}` : ''
  report('Verified:', `${isWhole ? '' : 'at least '}${count} visible${list}`)
}
