import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readAccessToken } from '../../../src/entra/token-response.ts'
import { Failure } from '../../../src/failure/failure.ts'
import type { HttpClient } from '../../../src/http/client.ts'
import type { HttpRequest } from '../../../src/http/message.ts'
import { listAllEnvironments } from '../../../src/power-platform/all-environments.ts'
import { Retries } from '../../../src/retry/retry.ts'
import { plainWords as words } from '../../memory-host.ts'
import { situation, traitsOf } from '../situation.ts'

const request = {
  ...situation(),
  authorityHost: 'https://login.example',
  scopes: ['s'],
  credential: { ...traitsOf('federated'), grant: { type: 'managed-identity' as const } },
}
const API = 'https://api.powerplatform.com'
const FIRST = `${API}/environmentmanagement/environments?api-version=2024-10-01`

/** What is listed of an API that answers so, and the addresses that it was asked at. */
async function list(answer: (url: string, page: number) => unknown) {
  const asked: string[] = []
  const http = {
    send: async ({ url }: HttpRequest) => {
      asked.push(url)
      return { status: 200, headers: {}, body: JSON.stringify(answer(url, asked.length)) }
    },
  } as unknown as HttpClient
  const token = readAccessToken(
    { accessToken: `e30.e30.${'x'.repeat(40)}`, tokenType: 'Bearer', expiresOn: null },
    { status: 200, headers: {}, body: '{"expires_in":60}' },
    { request, words },
  )
  const retries = new Retries({ timeout: 60, waitForPropagation: 0, words, info: () => {} })
  const outcome = await listAllEnvironments({ token, request, http, retries, words }).catch((error) => {
    assert.ok(error instanceof Failure)
    return error
  })
  return { outcome, asked }
}

describe('the list of all environments', () => {
  it('is followed in any spelling of the link, and from the page that has it', async () => {
    const links: Record<string, unknown> = {
      [FIRST]: { nextLink: '?page=2' },
      [`${API}/environmentmanagement/environments?page=2`]: { '@odata.nextlink': `${API}:443/three#part` },
      [`${API}/three`]: { '@odata.nextLink': '' },
    }
    const { outcome, asked } = await list((url) => ({ value: [{ id: url }], ...(links[url] as object) }))
    assert.deepEqual(asked, Object.keys(links))
    assert.deepEqual(
      outcome,
      asked.map((id) => ({ id })),
    )
  })

  const elsewhere = [
    'https://api.powerplatform.com.evil.example/',
    'http://api.powerplatform.com/',
    'https://api.powerplatform.com:444/',
    'https://user:pass@api.powerplatform.com/',
    '//evil.example/',
    'https://[',
    'data:,{}',
  ]
  for (const nextLink of elsewhere) {
    it(`is not followed to ${nextLink}`, async () => {
      const { outcome, asked } = await list(() => ({ value: [{}], nextLink }))
      assert.match((outcome as Failure).parts.why, /where the token must not go/)
      assert.deepEqual(asked, [FIRST])
    })
  }

  it('ends where its pages lead back', async () => {
    const { outcome, asked } = await list(() => ({ value: [{}], nextLink: FIRST }))
    assert.match((outcome as Failure).parts.why, /lead back/)
    assert.equal(asked.length, 1)
  })

  it('ends after 500 pages', async () => {
    const { outcome, asked } = await list((_, page) => ({ value: [], nextLink: `/?page=${page}` }))
    assert.match((outcome as Failure).parts.why, /more than 500 pages/)
    assert.equal(asked.length, 500)
  })

  it('ends at 32 MiB', async () => {
    const value = [{ id: 'x'.repeat(7 * 1024 * 1024) }]
    const { outcome, asked } = await list((_, page) => ({ value, nextLink: `/?page=${page}` }))
    assert.match((outcome as Failure).parts.why, /longer than 32 MiB/)
    assert.equal(asked.length, 5)
  })
})
