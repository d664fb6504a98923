import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { InputReader } from '../../../src/inputs/input-reader.ts'
import { InputIssues } from '../../../src/inputs/issues.ts'
import { readAudience } from '../../../src/request/audience.ts'
import { publicCloud } from '../../../src/values/clouds.ts'
import { MemoryHost } from '../../memory-host.ts'

function read(audience: string) {
  const host = new MemoryHost({ audience })
  const issues = new InputIssues()
  const value = readAudience(new InputReader(host, issues), publicCloud)
  return { value, said: issues.all[0]?.sentence, isHidden: host.secrets.redact(value) !== value }
}

describe('the audience of an OIDC token', () => {
  it("is the cloud's where none is given", () => {
    assert.deepEqual(read(' '), { value: 'api://AzureADTokenExchange', said: undefined, isHidden: false })
  })

  for (const audience of [
    'api://AzureADTokenExchange',
    'https://login.example/token',
    'urn:example:a',
    'a+b.c-1:x',
    '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11',
  ]) {
    it(`is shown where it can be no secret: ${audience}`, () =>
      assert.deepEqual(read(audience), { value: audience, said: undefined, isHidden: false }))
  }

  for (const audience of [
    'Abc8Q~a-client-secret',
    'https://user@host',
    'https://host/?x=1',
    '1a:xyz-abc',
    'https:',
  ]) {
    it(`is used and shown nowhere where it could be one: ${audience}`, () =>
      assert.deepEqual(read(audience), { value: audience, said: undefined, isHidden: true }))
  }

  for (const [name, audience, words] of [
    ['white space', 'two words', /^came 9 characters, with a space in place 4; allowed is/],
    ['more than 600 characters', `api://${'x'.repeat(595)}`, /^came 601 characters; allowed is/],
    [
      "a cloud's, with a space",
      'api: //AzureADTokenExchange',
      /^came "api: \/\/AzureADTokenExchange"; allowed/,
    ],
  ] as const) {
    it(`is refused with ${name}`, () => assert.match(read(audience).said ?? '', words))
  }
})
