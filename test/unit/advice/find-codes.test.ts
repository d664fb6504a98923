import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, it } from 'node:test'
import { listedCodes } from '../../../src/advice/catalogue.ts'
import { findCodes, readCodes } from '../../../src/advice/find-codes.ts'
import { managedIdentityRemedies } from '../../../src/advice/rows/managed-identity.ts'

const folder = join(import.meta.dirname, '../../terminal/logs')

/** What each log tells of, the first first. */
const logs: Record<string, (number | string)[]> = {
  'azure-login.log': [700213],
  'az.log': [7000222],
  'az-identity.log': ['Managed identity: not assigned'],
  'pac.log': [7000215],
  'terraform.log': [700016, 'Power Platform API 403 Forbidden'],
  'msal.log': [50076],
  'azure-sdk.log': ['Managed identity: no answer'],
  'maker-api.log': ['Power Platform API 403 InsufficientDelegatedPermissions'],
  'own.log': ['Power Platform API 403'],
  'answer-escaped.log': [500011, 650052],
}

describe('the codes of a text', () => {
  for (const [name, codes] of Object.entries(logs)) {
    it(`that is ${name}`, () => {
      assert.deepEqual(findCodes(readFileSync(join(folder, name), 'utf8')), codes)
    })
  }

  it('are known of each log that is kept', () => {
    const kept = globSync('*.log', { cwd: folder }).map((path) => basename(path))
    assert.deepEqual(kept.toSorted(), Object.keys(logs).toSorted())
  })

  const texts: [text: string, codes: (number | string)[]][] = [
    ['', []],
    ['nothing is wrong', []],
    ['AADSTS700213 then aadsts70021, and AADSTS700213 again', [700213, 70021]],
    ['https://login.microsoftonline.com/error?code=50126', [50126]],
    ['"error_codes" : [ 90033 ]', [90033]],
    ["{'error_codes': [0]}", []],
    ['AADSTS12 AADSTS', []],
    // An OAuth value says less than a number, and counts where there is none.
    ['invalid_client: AADSTS999999', [999999]],
    ['error: invalid_client', ['invalid_client']],
    ['my_invalid_client invalid_client_id', []],
    ['Unknown refusal', []],
    ['Power Platform API (503): the service has a fault', ['Power Platform API fault']],
    ['Power Platform API (418): no', []],
    ['The caller is not authorized to perform the request', ['Power Platform API 403 Forbidden']],
    ['http://169.254.169.254/metadata answered 504', ['Managed identity: gateway']],
  ]
  for (const [text, codes] of texts) {
    it(`that is "${text}"`, () => assert.deepEqual(findCodes(text), codes))
  }

  it("are those of this program's own titles", () => {
    for (const { codes, title } of managedIdentityRemedies)
      assert.deepEqual(findCodes(`Managed identity: ${title}\nTried: asking`), codes.slice(0, 1))
  })
})

describe('a word', () => {
  it('is a number, with or without AADSTS', () => {
    assert.deepEqual(readCodes('700213'), [700213])
    assert.deepEqual(readCodes(' aadsts700213 '), [700213])
    assert.deepEqual(readCodes('123'), [])
  })

  it('is the name of each row, in any case', () => {
    for (const code of listedCodes) assert.deepEqual(readCodes(String(code).toUpperCase()), [code])
  })

  it("is a whole message, quoted as the shell's one word", () => {
    assert.deepEqual(readCodes('AADSTS50034: The user account does not exist.'), [50034])
  })

  it('is else none', () => {
    for (const word of ['AADTS700213', 'invalid', 'Unknown refusal', '__proto__', ''])
      assert.deepEqual(readCodes(word), [])
  })
})
