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
const MAX_PAGE = 8 * 1024 * 1024
/** Characters; Power Platform allows 100. */
const MAX_NAME = 100

/** What a list is asked for with. */
export interface ListContext extends Pick<AcquireContext, 'http' | 'retries' | 'words'> {
  token: AccessToken
  request: TokenRequest
}

/** A part of the list. */
export interface Page {
  /** As the API has them: of unknown fields. */
  environments: readonly Record<string, unknown>[]
  /** Where the list goes on, as the API says it; empty at its end. */
  nextLink: string
  /** Characters of the answer. */
  size: number
}

/** The list's address, which is that of its first page. */
export function listAddress({ request: { cloud } }: ListContext): string {
  return `${cloud.apiUrl}/environmentmanagement/environments?api-version=${API_VERSION}`
}

/**
 * One page of the environments that the token sees
 * (https://learn.microsoft.com/rest/api/power-platform/environmentmanagement/environments/list-environments-for-user).
 * @throws {Failure} saying what a refusal means
 */
export async function requestPage(url: string, context: ListContext): Promise<Page> {
  const { token, request, http, retries, words } = context
  const headers = { authorization: `${token.type} ${token.value}` }
  const get = { method: 'GET', url, headers, maxBody: MAX_PAGE } as const
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
  if (response.status !== 200 || !answer || !Array.isArray(environments))
    throw await refusalOf(response, situation)
  return {
    environments: environments.map((each) => asObject(each) ?? {}),
    nextLink: nextLinkOf(answer),
    size: response.body.length,
  }
}

/** What people call an environment. */
export function nameOf(environment: Record<string, unknown>): string {
  const name = textField(environment, 'displayName') || textField(environment, 'id') || 'without a name'
  // Not cut: no mask knows half a secret.
  return name.length > MAX_NAME ? `a name of ${name.length} characters` : printable(name)
}

/** Microsoft's APIs write the field's name in several ways (`nextLink`, `@odata.nextLink`, `@odata.nextlink`). */
function nextLinkOf(answer: Record<string, unknown>): string {
  const name = Object.keys(answer).find((each) => /^(@odata\.)?nextlink$/i.test(each))
  return name ? textField(answer, name) : ''
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
