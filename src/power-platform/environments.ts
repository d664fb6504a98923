import { POWER_PLATFORM_API } from '../clouds.ts'
import type { AccessToken } from '../entra/access-token.ts'
import { Failure, type Fix } from '../failure.ts'
import { isGuid } from '../guid.ts'
import type { Http, HttpResponse } from '../http.ts'
import { describeAnswer, HttpError } from '../http-error.ts'
import type { TokenRequest } from '../inputs/inputs.ts'
import { asObject, parseObject, textField } from '../json.ts'
import { printable } from '../printable.ts'

const API_VERSION = '2024-10-01'
/** The least of Power Platform's roles that lists environments. */
const READER = 'c886ad2e-27f7-4874-8381-5849b8d8a090'

/** What a token sees. */
export interface Environments {
  /** Display names. */
  names: string[]
  /** Whether there are no others: a long list comes in pages, and the first is enough to know that the token works. */
  isWhole: boolean
}

/**
 * The environments that the token sees
 * (https://learn.microsoft.com/rest/api/power-platform/environmentmanagement/environments/list-environments).
 * @throws {Failure} saying what a refusal means
 */
export async function listEnvironments(
  http: Http,
  token: AccessToken,
  request: TokenRequest,
): Promise<Environments> {
  const url = `${request.cloud.apiUrl}/environmentmanagement/environments?api-version=${API_VERSION}`
  const authorization = `${token.type} ${token.value}`
  const response = await http
    .fetch({ method: 'GET', url, headers: { authorization } })
    .catch((error: unknown) => {
      if (error instanceof HttpError && error.response)
        throw refusal(error.response, token, request, error.parts.tried)
      throw error
    })
  const answer = parseObject(response.body)
  const environments = answer?.value
  if (response.status !== 200 || !Array.isArray(environments)) throw refusal(response, token, request)
  return { names: environments.map(nameOf), isWhole: !answer?.nextLink }
}

function nameOf(environment: unknown): string {
  const object = asObject(environment) ?? {}
  return printable(textField(object, 'displayName') || textField(object, 'id') || 'without a name')
}

function refusal(response: HttpResponse, token: AccessToken, request: TokenRequest, tried?: string): Failure {
  const { status } = response
  const meaning = meanings[status] ?? (status >= 500 ? unavailable : unexpected)
  return new Failure({
    tried: tried ?? `GET ${request.cloud.apiUrl}/environmentmanagement/environments with the new token`,
    answer: [describeAnswer(response), ...readWords(response)].join('\n'),
    ...meaning(token, request, status),
  })
}

type Meaning = (
  token: AccessToken,
  request: TokenRequest,
  status: number,
) => { title: string; why: string; fixes?: Fix[] }

/** What each status means, whatever the body says: the exact bodies of Power Platform's refusals are not documented. */
const meanings: Record<number, Meaning> = {
  401: (_token, { cloud, scopes }) => ({
    title: 'Power Platform API does not accept the token (401)',
    why: `The token is for another resource or cloud, or its tenant is not one of cloud ${cloud.name}. It was asked for ${scopes.join(' ')}.`,
    fixes: [{ text: `Check the input cloud, and leave scope out or set it to ${cloud.apiUrl}/.default.` }],
  }),
  403: (token, request) => ({
    title: 'Power Platform API accepts the token, and grants it nothing (403)',
    ...(isUser(token) ? missingPermission(request) : missingRole(token, request)),
  }),
  404: (_token, { cloud }) => ({
    title: 'Power Platform API knows no list of environments here (404)',
    why: `The address exists in cloud ${cloud.name} only if the tenant is in that cloud.`,
    fixes: [{ text: 'Check the input cloud.' }],
  }),
  429: (_token, { cloud }) => ({
    title: 'Power Platform API throttles this client (429)',
    why: `Too many requests came to ${cloud.apiUrl} in too short a time.`,
    fixes: [{ text: 'Run the job again later, or do without verify in jobs that run in great number.' }],
  }),
}

const unavailable: Meaning = (_token, _request, status) => ({
  title: `Power Platform API has a fault (${status})`,
  why: 'The service, or a gateway before it, failed. The token itself is good and has been handed over.',
  fixes: [{ text: 'Run the job again later.' }],
})

const unexpected: Meaning = (_token, _request, status) => ({
  title: `Power Platform API gave no list of environments (${status})`,
  why: 'The answer has another form than the documented one. A proxy or a sign-in page of the network may be in the way.',
  fixes: [{ text: "Check the network's proxy." }],
})

/** A user's token carries the delegated permissions in `scp`. */
function isUser({ claims }: AccessToken): boolean {
  return typeof claims.scp === 'string'
}

function missingPermission({ clientId }: TokenRequest): { why: string; fixes: Fix[] } {
  return {
    why: "The user, or the app that the user signs in with, lacks a permission for it: the app needs the delegated permission EnvironmentManagement.Environments.Read with an administrator's consent, and the user a Power Platform role.",
    fixes: [
      {
        text: 'Add the permission and consent to it:',
        command: [
          `az ad app permission add --id ${clientId} --api ${POWER_PLATFORM_API} --api-permissions 177690ed-85f1-41d9-8dbf-2716e60ff46a=Scope`,
          `az ad app permission admin-consent --id ${clientId}`,
        ].join('\n'),
      },
    ],
  }
}

/** The request of https://learn.microsoft.com/power-platform/admin/programmability-tutorial-rbac-role-assignment. */
function missingRole(
  { claims }: AccessToken,
  { cloud, tenantId, clientId }: TokenRequest,
): { why: string; fixes: Fix[] } {
  // Only IDs go into a command: a claim could hold anything.
  const [tid, principal] = ['tid', 'oid']
    .map((name) => textField(claims, name))
    .map((id) => (isGuid(id) ? id : ''))
  const tenant = tid || tenantId || 'TENANT_ID'
  const lookUp: Fix = {
    text: "Find the service principal's object ID, and put it where OBJECT_ID stands below:",
    command: `az ad sp show --id ${clientId || 'CLIENT_ID'} --query id -o tsv`,
  }
  const assignment = {
    roleDefinitionId: READER,
    principalObjectId: principal || 'OBJECT_ID',
    principalType: 'ApplicationUser',
    scope: `/tenants/${tenant}`,
  }
  return {
    why: 'A service principal needs a Power Platform role (RBAC); permissions and consent do nothing for it. A new role takes some minutes to spread.',
    fixes: [
      ...(principal ? [] : [lookUp]),
      {
        text: 'As a Power Platform administrator, assign it the role Reader (or another, see the documentation):',
        command: [
          `az login --tenant ${tenant}`,
          `az rest --method post --resource ${cloud.apiUrl} --url "${cloud.apiUrl}/authorization/roleAssignments?api-version=${API_VERSION}" --headers Content-Type=application/json --body '${JSON.stringify(assignment)}'`,
        ].join('\n'),
      },
    ],
  }
}

/** The body's own code and message, in the three shapes that were seen. */
function readWords({ body }: HttpResponse): string[] {
  const object = parseObject(body)
  const error =
    object?.error && typeof object.error === 'object' ? (object.error as Record<string, unknown>) : object
  if (!error) return []
  const inner = error.innererror as Record<string, unknown> | undefined
  return [error.code, error.message, inner?.code, inner?.message]
    .filter((word) => typeof word === 'string' && word !== '')
    .map((word) => printable(word))
}
