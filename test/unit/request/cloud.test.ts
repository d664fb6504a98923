import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { InputReader } from '../../../src/inputs/input-reader.ts'
import { InputIssues } from '../../../src/inputs/issues.ts'
import { readCloud } from '../../../src/request/cloud.ts'
import { MemoryHost } from '../../memory-host.ts'

function read(cloud: string) {
  const issues = new InputIssues()
  const found = readCloud(new InputReader(new MemoryHost({ cloud }), issues))
  return { name: found?.name, said: issues.all.map(({ sentence }) => sentence) }
}

describe('the cloud', () => {
  it('is the public one where none is given', () => assert.deepEqual(read(''), { name: 'public', said: [] }))

  it('is found by another name', () => assert.deepEqual(read('Us Gov High'), { name: 'gcc-high', said: [] }))

  it('of a name for several is asked for by their admin centers', () => {
    assert.deepEqual(read('AzureUSGovernment'), {
      name: undefined,
      said: [
        `came "AzureUSGovernment", which may be gcc-high or dod. The address of the tenant's Power Platform admin center tells which: gcc-high (high.admin.powerplatform.microsoft.us) or dod (admin.appsplatform.us).`,
      ],
    })
  })

  it('of no name is none', () => {
    const { name, said } = read('mars')
    assert.equal(name, undefined)
    assert.match(said.join(), /^came 4 characters; allowed are public, gcc, .* \(also commercial, /)
  })
})
