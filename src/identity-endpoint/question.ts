import { printable } from '../values/printable.ts'
import { plainResource } from '../values/resources.ts'
import { API_VERSIONS, OTHER_IDENTITIES, type Refusal } from './protocol.ts'
import type { ServedResource } from './served-resource.ts'

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
  if (twice) return invalid('A parameter came twice.')
  const version = query.get('api-version')
  if (version === null || !API_VERSIONS.includes(version))
    return invalid(`This endpoint speaks api-version=${API_VERSIONS.join(' and ')}.`)
  if (OTHER_IDENTITIES.some((name) => query.has(name)))
    return invalid('An identity is named here by client_id, or not at all.')
  const asked = query.get('client_id')
  if (asked && asked.toLowerCase() !== clientId.toLowerCase())
    return invalid(
      clientId
        ? `This endpoint has tokens of the app ${printable(clientId)} alone, and client_id is another. AZURE_CLIENT_ID may be set to it.`
        : 'This endpoint has tokens of the machine alone, so client_id must be left out. AZURE_CLIENT_ID may be set.',
    )
  const wanted = plainResource(query.get('resource') ?? '')
  if (wanted === '')
    return invalid(
      'The parameter resource is missing: the address of an API, such as https://api.powerplatform.com.',
    )
  const found = resources.find(({ names }) => names.includes(wanted))
  if (found) return { resource: found }
  const names = resources.map(({ name }) => name).join(', ')
  return invalid(
    `No token may be asked for this resource. Add it to ${input}; so far: ${names}.`,
    'invalid_resource',
  )
}

function invalid(message: string, error = 'invalid_request'): { refusal: Refusal } {
  return { refusal: { status: 400, error, message } }
}
