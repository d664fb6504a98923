import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure } from '../../../src/failure/failure.ts'
import { readServeRequest, resourcesInput } from '../../../src/request/resources.ts'
import { MemoryHost } from '../../memory-host.ts'

const guid = '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11'
const API = 'https://api.powerplatform.com'
const ARM = 'https://management.azure.com'

/** The resources that are served, and what the first token is for; or the complaint. */
async function read(resources: string, more: Record<string, string> = {}) {
  const inputs = { 'tenant-id': guid, 'client-id': guid, resources, ...more }
  const host = new MemoryHost(inputs, 'e30.e30.x', [resourcesInput])
  try {
    const request = await readServeRequest(host)
    return {
      names: request.resources.map(({ name }) => name),
      scopes: request.scopes,
      resources: request.resources,
    }
  } catch (error) {
    assert.ok(error instanceof Failure, String(error))
    return { why: error.parts.why }
  }
}

describe('resources', () => {
  for (const [text, ...names] of [
    [`${API} ${ARM}`, API, ARM],
    [`\n  ${API}\n\t${ARM}\n`, API, ARM],
    [`${API},${ARM}, https://org.crm4.dynamics.com/`, API, ARM, 'https://org.crm4.dynamics.com'],
    [`${API}/.default ${API}/ ${API.toUpperCase()}`, API],
    [`${ARM} https://management.core.windows.net 797f4846-ba00-4fd7-ba43-dac1f8f63013`, ARM],
    ['api://mine', 'api://mine'],
  ] as const) {
    it(`are read from ${JSON.stringify(text)}`, async () => {
      assert.deepEqual((await read(text)).names, names)
    })
  }

  it('begin with the one of the first token, and each has the scope for all that was granted', async () => {
    const { scopes, resources } = await read(`${ARM} ${API}`)
    assert.deepEqual(scopes, [`${ARM}/.default`])
    assert.deepEqual(
      resources?.map((each) => each.scopes),
      [[`${ARM}/.default`], [`${API}/.default`]],
    )
  })

  it('are that of scope where none are given', async () => {
    const { names, scopes } = await read('', { scope: `${ARM}/.default` })
    assert.deepEqual([names, scopes], [[ARM], [`${ARM}/.default`]])
    assert.deepEqual((await read('')).names, [API])
  })

  for (const [name, text, more, words] of [
    ['together with scope', API, { scope: API }, 'came together with scope; give one of them'],
    [
      'that are more than fifty',
      Array.from({ length: 51 }, (_, n) => `api://a${n}`).join(' '),
      {},
      'allowed are 50',
    ],
    ['with a permission', `${API}/AppManagement.Read`, {}, 'which is no resource; allowed is'],
    ['of another cloud', 'https://api.powerplatform.partner.microsoftonline.cn', {}, 'resources: came'],
  ] as const) {
    it(`${name} are complained about`, async () => {
      const { why } = await read(text, more)
      assert.ok(why?.includes(words), why ?? 'taken')
    })
  }

  it('are complained about together with all else', async () => {
    const { why = '' } = await read(`${API}/a.b`, { timeout: 'long' })
    assert.match(why, /resources: came/)
    assert.match(why, /timeout: /)
  })
})
