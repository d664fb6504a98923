import { explainRefusal } from '../advice/explain.ts'
import type { Situation } from '../advice/remedy.ts'
import type { AcquireContext } from '../entra/acquire-context.ts'
import { situationOf } from '../entra/situation.ts'
import type { TokenRequest } from '../entra/token-request.ts'
import type { AccessToken } from '../entra/token-response.ts'
import type { Failure } from '../failure/failure.ts'
import { describeAnswer } from '../http/describe-answer.ts'
import { readErrorWords } from '../http/error-body.ts'
import { HttpError } from '../http/http-error.ts'
import type { HttpResponse } from '../http/message.ts'
import { paceOf } from '../http/retry-after.ts'
import { isGuid } from '../values/guid.ts'
import { asObject, parseObject, textField } from '../values/json.ts'
import { printable } from '../values/printable.ts'
import { acceptedPermissions } from './accepted-permissions.ts'

const API = 'Power Platform API'
const API_VERSION = '2024-10-01'
/** Bytes. An environment takes 1 KB; a large tenant has thousands, one for each maker among them. */
const MAX_LIST = 8 * 1024 * 1024
/** Characters; Power Platform allows 100. */
const MAX_NAME = 100
/** Environments that are named. */
const MAX_NAMED = 10

/** What a token sees. */
export interface Environments {
  /** Display names, of the first ones. */
  names: string[]
  count: number
  /** Whether there are no others: a long list comes in pages, and the first is enough to know that the token works. */
  isWhole: boolean
}

/**
 * The environments that the token sees
 * (https://learn.microsoft.com/rest/api/power-platform/environmentmanagement/environments/list-environments-for-user).
 * @throws {Failure} saying what a refusal means
 */
export async function listEnvironments(
  token: AccessToken,
  request: TokenRequest,
  { http, retries, words }: Pick<AcquireContext, 'http' | 'retries' | 'words'>,
): Promise<Environments> {
  const url = `${request.cloud.apiUrl}/environmentmanagement/environments?api-version=${API_VERSION}`
  const headers = { authorization: `${token.type} ${token.value}` }
  const get = { method: 'GET', url, headers, maxBody: MAX_LIST } as const
  const tenantId = textField(token.claims, 'tid')
  const situation = situationOf(request, words, {
    ...(isGuid(tenantId) && { tenantId }),
    principal: { id: textField(token.claims, 'oid') },
  })
  const response = await http.send(get, retries.deadline).catch(async (error: unknown) => {
    if (!(error instanceof HttpError) || !error.response) throw error
    throw await refusalOf(error.response, situation, error.parts.tried)
  })
  const answer = parseObject(response.body)
  const environments = answer?.value
  if (response.status !== 200 || !Array.isArray(environments)) throw await refusalOf(response, situation)
  const names = environments.slice(0, MAX_NAMED).map(nameOf)
  return { names, count: environments.length, isWhole: !answer?.nextLink }
}

function nameOf(environment: unknown): string {
  const object = asObject(environment) ?? {}
  const name = textField(object, 'displayName') || textField(object, 'id') || 'without a name'
  // Not cut: no mask knows half a secret.
  return name.length > MAX_NAME ? `a name of ${name.length} characters` : printable(name)
}

/** By status and the body's code: the exact texts of Power Platform's refusals are not documented. */
function refusalOf(response: HttpResponse, situation: Situation, tried?: string): Promise<Failure> {
  const { status } = response
  // An answer of 200 is no error, and may be long.
  const { codes, all } = status === 200 ? { codes: [], all: [] } : readErrorWords(response.body)
  const name = `${API} ${status === 408 || status >= 500 ? 'fault' : status}`
  return explainRefusal({
    by: `${API} (${status})`,
    codes: [...codes.map((code) => `${name} ${code}`), name, `${API} unexpected answer`],
    situation: { ...situation, permissions: acceptedPermissions(all) },
    tried: tried ?? `GET ${situation.cloud.apiUrl}/environmentmanagement/environments with the new token`,
    pace: paceOf(response),
    answer: [describeAnswer(response), ...all.map((word) => `- ${printable(word)}`)],
  })
}
