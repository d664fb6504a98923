import type { Scenario, ScenarioResult } from '../scenario.ts'
import { Names } from './names.ts'
import type { SceneStage } from './scene.ts'

/** Fields of answers that hold a token. */
const TOKENS: Record<string, string> = {
  value: 'OIDC_TOKEN',
  access_token: 'ACCESS_TOKEN',
  refresh_token: 'REFRESH_TOKEN',
  id_token: 'ID_TOKEN',
}

/** The names of all that a scene made: its IDs, its secrets, and the tokens that it was given. */
export function namesOf({ tenant, app }: Scenario, stage: SceneStage, result: ScenarioResult): Names {
  const names = new Names()
  names.add('TENANT_ID', tenant.id)
  names.add('CLIENT_ID', app.clientId)
  names.add('PRINCIPAL_ID', app.objectId)
  for (const { objectId } of tenant.users) names.add('USER_ID', objectId)
  for (const [input, value] of Object.entries(stage.given ?? {})) {
    const [secret = input] = /\w+(?= }})/.exec(stage.written[input] ?? '') ?? []
    names.add(secret, value)
  }
  for (const [role, value] of Object.entries(stage.named ?? {})) names.add(role, value)
  names.add('ACTIONS_ID_TOKEN_REQUEST_TOKEN', result.jobEnv.ACTIONS_ID_TOKEN_REQUEST_TOKEN)
  const requestUrl = URL.parse(result.jobEnv.ACTIONS_ID_TOKEN_REQUEST_URL ?? '')
  names.add('OIDC_REQUEST_PATH', requestUrl?.pathname.slice(1))
  names.add('ACCESS_TOKEN', result.outputs['access-token'])
  names.add('EXPIRES_ON', result.outputs['expires-on'])
  for (const { form, traceId, answer } of result.recorded) {
    for (const [, field = '', value] of answer?.matchAll(/"(\w+)":"([^"]+)"/g) ?? []) {
      const role = TOKENS[field]
      if (role) names.add(role, value)
    }
    // What no issuer gave, the app's own key signed.
    names.add('SIGNED_ASSERTION', form?.get('client_assertion') ?? undefined)
    names.add('TRACE_ID', traceId)
    names.add('CORRELATION_ID', form?.get('client-request-id') ?? undefined)
  }
  return names
}
