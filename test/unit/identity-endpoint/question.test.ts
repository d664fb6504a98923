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
  const where = 'Add api-version=2019-08-01 to the request.'
  for (const [query, expected] of [
    ['', `invalid_request: ${where}`],
    [`resource=${API}`, `invalid_request: ${where}`],
    [`api-version=&resource=${API}`, `invalid_request: ${where}`],
    [`api-version=2017-09-01&resource=${API}`, `invalid_request: ${where}`],
    [`${version}&${version}&resource=${API}`, 'invalid_request: A parameter was given twice.'],
    [`${version}&resource=${API}&resource=${API}`, 'invalid_request: A parameter was given twice.'],
    ...['mi_res_id', 'msi_res_id', 'object_id', 'principal_id'].map((name) => [
      `${version}&resource=${API}&${name}=`,
      'invalid_request: Name an identity by client_id only, or leave it out.',
    ]),
    [
      `${version}&resource=${API}&client_id=x`,
      `invalid_request: This endpoint only has tokens for app ${clientId}, and the request asked for another. If AZURE_CLIENT_ID is set, remove it, or set it to ${clientId}.`,
    ],
    [
      `${version}&resource=/`,
      'invalid_request: The parameter resource is missing: the address of an API, such as https://api.powerplatform.com.',
    ],
    [
      `${version}&resource=https://graph.microsoft.com`,
      `invalid_resource: The resource asked for (Microsoft Graph) is not in resources, which lists only ${API}, https://ORG.crm4.dynamics.com. Correct its address, or add it there.`,
    ],
    [
      `${version}&resource=https://api.powerplatform.com.attacker.example`,
      `invalid_resource: The resource asked for is not in resources, which lists only ${API}, https://ORG.crm4.dynamics.com. Correct its address, or add it there.`,
    ],
  ] as const) {
    it(query, () => assert.equal(read(query), expected))
  }

  it('by a machine, which has no other identity', () => {
    assert.match(
      read(`${version}&resource=${API}&client_id=${clientId}`, { clientId: '' }),
      /only has tokens of the machine, so the request must name no client_id/,
    )
  })

  it('with what was asked for in the log alone, where that can be no secret', () => {
    const about = (resource: string) => {
      const asked = readQuestion(new URLSearchParams(`${version}&resource=${resource}`), {
        ...{ resources, clientId, input: 'resources' },
      })
      return 'refusal' in asked ? asked.refusal.about : assert.fail('it is served')
    }
    assert.equal(about('https://graph.microsoft.com/'), 'https://graph.microsoft.com')
    assert.equal(about('hunter2'), undefined)
    assert.equal(about('https://graph.microsoft.com/hunter2'), undefined)
  })
})
