import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findCloud } from '../../../src/values/clouds.ts'
import { namesOfResource, plainResource } from '../../../src/values/resources.ts'

const ARM = '797f4846-ba00-4fd7-ba43-dac1f8f63013'

describe('a resource as it is compared', () => {
  for (const [text, plain] of [
    ['https://api.powerplatform.com', 'https://api.powerplatform.com'],
    [' HTTPS://API.powerplatform.com// ', 'https://api.powerplatform.com'],
    ['https://api.powerplatform.com/.default', 'https://api.powerplatform.com'],
    ['https://api.powerplatform.com//.default', 'https://api.powerplatform.com'],
    ['https://analysis.windows.net/powerbi/api/', 'https://analysis.windows.net/powerbi/api'],
    ['/', ''],
    ['', ''],
  ] as const) {
    it(`has neither case nor slashes: ${text}`, () => assert.equal(plainResource(text), plain))
  }
})

describe('the names of a resource', () => {
  const names = (resource: string, cloud = 'public') => {
    const found = findCloud(cloud)
    assert.ok(found)
    return namesOfResource(resource, found)
  }

  for (const name of [ARM, 'https://management.azure.com/', 'https://management.core.windows.net']) {
    it(`are all of it, by whichever it is called: ${name}`, () => {
      assert.deepEqual(names(name), [
        ARM,
        'https://management.azure.com',
        'https://management.core.windows.net',
      ])
    })
  }

  it('are those of the cloud', () => {
    assert.deepEqual(names(ARM, 'china'), [
      ARM,
      'https://management.chinacloudapi.cn',
      'https://management.core.chinacloudapi.cn',
    ])
    assert.deepEqual(names('https://management.azure.com', 'china'), ['https://management.azure.com'])
  })

  it('are its own alone where each environment, or anybody, has one', () => {
    for (const resource of ['https://org.crm4.dynamics.com', 'https://a.vault.azure.net', 'api://mine'])
      assert.deepEqual(names(`${resource}/`), [resource])
  })

  it('of Power Platform API are its address and its ID', () => {
    const expected = ['8578e004-a5c6-46e7-913e-12f58912df43', 'https://api.powerplatform.com']
    for (const name of expected) assert.deepEqual(names(name), expected)
  })
})
