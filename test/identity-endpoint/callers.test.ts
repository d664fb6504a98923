import assert from 'node:assert/strict'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { ServedResource } from '../../src/identity-endpoint/served-resource.ts'
import { IdentityEndpoint } from '../../src/identity-endpoint/server.ts'

const SECRET = 'x'.repeat(43)
const QUERY = '?api-version=2019-08-01&resource=https://api.powerplatform.com'
const secret = { 'X-IDENTITY-HEADER': SECRET }
let endpoint: IdentityEndpoint
let asked = 0

before(async () => {
  const acquire = async () => {
    asked += 1
    return { value: 'a.b.c', expiresOn: new Date(Date.now() + 3_600_000) }
  }
  endpoint = await IdentityEndpoint.start({
    ...{ port: 0, secret: SECRET, clientId: '', input: 'resources', page: undefined, warn() {} },
    resources: [
      new ServedResource({
        name: 'https://api.powerplatform.com',
        names: ['https://api.powerplatform.com'],
        acquire,
      }),
    ],
  })
})
after(() => endpoint.close())

interface Asked {
  headers?: Record<string, string | string[]>
  method?: string
  path?: string
  body?: string
}

/** By Node's own client, which sends any Host. */
async function ask({ headers = {}, method = 'GET', path, body }: Asked): Promise<[number, string]> {
  const { href, pathname } = new URL(endpoint.address)
  const sent = request(href, { headers, method, path: path ?? pathname + QUERY })
  const answered = new Promise<[number, string]>((resolve, reject) => {
    sent.once('error', reject)
    sent.once('response', async (response) => resolve([response.statusCode ?? 0, await text(response)]))
  })
  sent.end(body)
  return answered
}

describe('the endpoint', () => {
  const refused: [title: string, request: Asked, status: number][] = [
    ['no header', {}, 401],
    ['another header', { headers: { 'X-IDENTITY-HEADER': `${SECRET}x` } }, 401],
    ['a name that resolves to this machine', { headers: { ...secret, Host: 'attacker.example' } }, 403],
    ['another port in Host', { headers: { ...secret, Host: '127.0.0.1:1' } }, 403],
    ["a web page's request", { headers: { ...secret, Origin: 'http://127.0.0.1' } }, 403],
    ["a web page's request without Origin", { headers: { ...secret, 'Sec-Fetch-Site': 'none' } }, 403],
    ['another path', { headers: secret, path: '/metadata' }, 404],
    ['another method', { headers: secret, method: 'POST' }, 405],
    ['a body', { headers: { ...secret, 'Content-Length': '1' }, body: 'x' }, 413],
    ['a head of 10 KiB', { headers: { ...secret, 'X-Long': 'x'.repeat(10_240) } }, 431],
    ['another app', { headers: secret, path: `/msi/token${QUERY}&client_id=mallory` }, 400],
    ['another resource', { headers: secret, path: '/msi/token?api-version=2019-08-01&resource=x' }, 400],
  ]
  for (const [title, sent, status] of refused) {
    it(`refuses ${title}, and asks for no token`, async () => {
      const [answered, body] = await ask(sent)
      assert.equal(answered, status)
      assert.doesNotMatch(body, /attacker|mallory|xxx|a\.b\.c/)
      assert.equal(asked, 0)
    })
  }

  it('answers who knows the header, by either name of this machine', async () => {
    const { port } = new URL(endpoint.address)
    for (const Host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
      const [status, body] = await ask({ headers: { ...secret, Host } })
      assert.equal(status, 200)
      assert.equal(JSON.parse(body).access_token, 'a.b.c')
    }
    assert.equal(asked, 1)
  })
})
