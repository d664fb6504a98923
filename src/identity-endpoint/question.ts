import { printable } from '../values/printable.ts'
import { findResource, plainResource } from '../values/resources.ts'
import { API_VERSIONS, OTHER_IDENTITIES, type Refusal } from './protocol.ts'
import type { ServedResource } from './served-resource.ts'

/** An address or an ID, and nothing that could be a secret. */
const PLAIN_RESOURCE = /^(?:https:\/\/[a-z0-9.-]{1,100}|[0-9a-f-]{36})$/

interface Served {
  resources: readonly ServedResource[]
  /** Of the app, or of the user-assigned identity; empty for a system-assigned one. */
  clientId: string
  /** The input that lists the resources, as users write it. */
  input: string
}

/** The resource that a query asks a token for, or why there is none. What came is not repeated, since it could be anything. */
export function readQuestion(
  query: URLSearchParams,
  { resources, clientId, input }: Served,
): { resource: ServedResource } | { refusal: Refusal } {
  const twice = [...query.keys()].some((name) => query.getAll(name).length > 1)
  if (twice) return invalid('A parameter was given twice.')
  const version = query.get('api-version')
  if (version === null || !API_VERSIONS.includes(version))
    return invalid(`Add api-version=${API_VERSIONS[0]} to the request.`)
  if (OTHER_IDENTITIES.some((name) => query.has(name)))
    return invalid('Name an identity by client_id only, or leave it out.')
  const asked = query.get('client_id')
  if (asked && asked.toLowerCase() !== clientId.toLowerCase())
    return invalid(
      clientId
        ? `This endpoint only has tokens for app ${printable(clientId)}, and the request asked for another. If AZURE_CLIENT_ID is set, remove it, or set it to ${printable(clientId)}.`
        : 'This endpoint only has tokens of the machine, so the request must name no client_id. If AZURE_CLIENT_ID is set, remove it.',
    )
  const wanted = plainResource(query.get('resource') ?? '')
  if (wanted === '')
    return invalid(
      'The parameter resource is missing: the address of an API, such as https://api.powerplatform.com.',
    )
  const found = resources.find(({ names }) => names.includes(wanted))
  if (found) return { resource: found }
  const names = resources.map(({ name }) => name).join(', ')
  const known = findResource(wanted)
  return {
    refusal: {
      ...invalid(
        `The resource asked for${known ? ` (${known.name})` : ''} is not in ${input}, which lists only ${names}. Correct its address, or add it there.`,
        'invalid_resource',
      ).refusal,
      ...(PLAIN_RESOURCE.test(wanted) && { about: wanted }),
    },
  }
}

function invalid(message: string, error = 'invalid_request'): { refusal: Refusal } {
  return { refusal: { status: 400, error, message } }
}
