import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  describeSurroundings,
  proxyExceptions,
  rivalVariables,
} from '../../../src/identity-endpoint/surroundings.ts'

describe('an endpoint that is there already', () => {
  for (const [address, owner, header = 'x'] of [
    ['http://127.0.0.1:8123/msi/token', 'another endpoint of this program', 'ppt_x'],
    ['http://localhost:40342/metadata/identity/oauth2/token', 'Azure Arc'],
    ['http://localhost:42356/msi/token/', 'Azure Container Apps'],
    ['http://127.0.0.1:41741/MSI/token/', 'Azure App Service'],
    ['http://169.254.129.4:8081/msi/token', 'Azure App Service'],
    ['https://localhost:2377/metadata/identity', 'another program'],
  ] as const) {
    it(`is that of ${owner}: ${address}`, () => {
      assert.deepEqual(
        describeSurroundings({ IDENTITY_ENDPOINT: address, IDENTITY_HEADER: header }, { kept: false }),
        [`IDENTITY_ENDPOINT was already set, by ${owner}. This one replaces it; the other keeps running.`],
      )
    })
  }
})

describe('a variable that draws clients away', () => {
  it('is warned of, each with what it does', () => {
    const env = Object.fromEntries(rivalVariables.map((name) => [name, 'x']))
    const sentences = describeSurroundings(env)
    assert.equal(sentences.length, rivalVariables.length)
    for (const [index, name] of rivalVariables.entries())
      assert.match(sentences[index] ?? '', new RegExp(`^${name} is set: .+\\. Unset it where a program`))
  })

  it('is not where clients do not see it, or where it is empty', () => {
    assert.deepEqual(describeSurroundings({ MSI_ENDPOINT: 'x' }, { kept: false }), [])
    assert.deepEqual(describeSurroundings({ MSI_ENDPOINT: '', IDENTITY_ENDPOINT: '' }), [])
  })
})

describe('a proxy', () => {
  for (const [name, env, expected] of [
    ['that is none needs nothing', {}, {}],
    // JavaScript's SDK takes it for plain HTTP as well.
    [
      'for HTTPS alone is kept out',
      { HTTPS_PROXY: 'http://p' },
      { NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' },
    ],
    ['is kept out', { HTTP_PROXY: 'http://p' }, { NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' }],
    ['of all is kept out', { all_proxy: 'http://p' }, { NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' }],
    [
      'is kept out of what it was kept out of before, too',
      { http_proxy: 'http://p', no_proxy: 'a.example,b.example' },
      { NO_PROXY: 'a.example,b.example,127.0.0.1', no_proxy: 'a.example,b.example,127.0.0.1' },
    ],
    ['that is kept out already stays so', { HTTP_PROXY: 'p', NO_PROXY: 'x, 127.0.0.1', no_proxy: '*' }, {}],
    ['that is kept out by one', { HTTP_PROXY: 'p', NO_PROXY: '127.0.0.1' }, { no_proxy: '127.0.0.1' }],
  ] as const) {
    it(name, () => assert.deepEqual(proxyExceptions(env), expected))
  }
})
