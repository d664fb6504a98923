import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { GitHubInputs } from '../../../../src/hosts/github/inputs.ts'

describe('the inputs of a step', () => {
  const inputs = new GitHubInputs({
    'INPUT_CLIENT-SECRET': ' Abc8Q~x\n',
    INPUT_SCOPE: '',
    INPUT_CLIENTID: 'x',
    OUTPUT_CLOUD: 'x',
  })

  it('are read from the environment that was handed in, untrimmed', (t) => {
    process.env['INPUT_TENANT-ID'] = 'of this process'
    t.after(() => delete process.env['INPUT_TENANT-ID'])
    assert.equal(inputs.read('client-secret'), ' Abc8Q~x\n')
    assert.deepEqual([inputs.read('scope'), inputs.read('tenant-id')], ['', ''])
  })

  it('are those with a value, in lower case, known or not', () => {
    assert.deepEqual(inputs.given(), ['client-secret', 'clientid'])
    assert.equal(inputs.read('clientid'), 'x')
  })

  it('are found under the very names that were given, whatever upper case makes of their letters', () => {
    for (const written of ['CLıENT-SECRET', 'client-ſecret', 'client-secreß', 'client-secrıt']) {
      const { given, read } = bound(new GitHubInputs({ [`INPUT_${written}`]: 'Abc8Q~x' }))
      assert.deepEqual(given().map(read), ['Abc8Q~x'], written)
    }
  })
})

function bound(inputs: GitHubInputs) {
  return { given: () => inputs.given(), read: (name: string) => inputs.read(name) }
}
