import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readQuestion } from '../../../src/identity-endpoint/question.ts'
import { ServedResource } from '../../../src/identity-endpoint/served-resource.ts'

const clientId = '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11'
const API = 'https://api.powerplatform.com'
const served = (name: string, ...names: string[]) =>
  new ServedResource({ name, names, acquire: () => assert.fail('asked for') })
const resources = [
  served(API, API, '8578e004-a5c6-46e7-913e-12f58912df43'),
  served('https://ORG.crm4.dynamics.com', 'https://org.crm4.dynamics.com'),
]

/** The resource that is asked for, or the refusal in words. */
function read(query: string, options: { clientId?: string } = {}): string {
  const asked = readQuestion(new URLSearchParams(query), {
    resources,
    clientId,
    input: 'resources',
    ...options,
  })
  if ('resource' in asked) return asked.resource.name
  assert.equal(asked.refusal.status, 400)
  return `${asked.refusal.error}: ${asked.refusal.message}`
}

const version = 'api-version=2019-08-01'

describe('a question is read', () => {
  for (const query of [
    `${version}&resource=${API}`,
    `${version}&resource=${API}/`,
    `${version}&resource=${encodeURIComponent(`${API}//`)}`,
    `${version}&resource=${API}/.default`,
    `${version}&resource=HTTPS://API.POWERPLATFORM.COM`,
    `${version}&resource=8578E004-a5c6-46e7-913e-12f58912df43`,
    `api-version=2018-02-01&resource=${API}`,
    `${version}&resource=${API}&client_id=${clientId.toUpperCase()}`,
    `${version}&resource=${API}&client_id=`,
    `${version}&resource=+${API}+&another=1`,
  ]) {
    it(query, () => assert.equal(read(query), API))
  }

  it('of a resource that was written in another case', () => {
    assert.equal(read(`${version}&resource=https://org.crm4.dynamics.com/`), 'https://ORG.crm4.dynamics.com')
  })

  it('of a machine, which has no client ID', () => {
    assert.equal(read(`${version}&resource=${API}`, { clientId: '' }), API)
  })
})

describe('a question is refused', () => {
  const where = 'This endpoint speaks api-version=2019-08-01 and 2018-02-01.'
  for (const [query, expected] of [
    ['', `invalid_request: ${where}`],
    [`resource=${API}`, `invalid_request: ${where}`],
    [`api-version=&resource=${API}`, `invalid_request: ${where}`],
    [`api-version=2017-09-01&resource=${API}`, `invalid_request: ${where}`],
    [`${version}&${version}&resource=${API}`, 'invalid_request: A parameter came twice.'],
    [`${version}&resource=${API}&resource=${API}`, 'invalid_request: A parameter came twice.'],
    ...['mi_res_id', 'msi_res_id', 'object_id', 'principal_id'].map((name) => [
      `${version}&resource=${API}&${name}=`,
      'invalid_request: An identity is named here by client_id, or not at all.',
    ]),
    [
      `${version}&resource=${API}&client_id=x`,
      `invalid_request: This endpoint has tokens of the app ${clientId} alone, and client_id is another. AZURE_CLIENT_ID may be set to it.`,
    ],
    [
      `${version}&resource=/`,
      'invalid_request: The parameter resource is missing: the address of an API, such as https://api.powerplatform.com.',
    ],
    [
      `${version}&resource=https://graph.microsoft.com`,
      `invalid_resource: No token may be asked for this resource. Add it to resources; so far: ${API}, https://ORG.crm4.dynamics.com.`,
    ],
    [
      `${version}&resource=https://api.powerplatform.com.attacker.example`,
      `invalid_resource: No token may be asked for this resource. Add it to resources; so far: ${API}, https://ORG.crm4.dynamics.com.`,
    ],
  ] as const) {
    it(query, () => assert.equal(read(query), expected))
  }

  it('by a machine, which has no other identity', () => {
    assert.match(
      read(`${version}&resource=${API}&client_id=${clientId}`, { clientId: '' }),
      /tokens of the machine alone, so client_id must be left out/,
    )
  })
})
