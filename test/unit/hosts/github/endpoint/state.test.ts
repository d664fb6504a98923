import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { readState, saveState } from '../../../../../src/hosts/github/endpoint/state.ts'
import { readKeyValues } from '../../../../runner/key-value-file.ts'

const state = {
  address: 'http://127.0.0.1:40000/msi/token',
  secret: 'a-secret-of-callers',
  log: 'D:\\a\\_temp\\identity-endpoint-x\\log.txt',
}

describe('the state of the step', () => {
  it('comes back at the end of the job, by the file and the variables of the runner', () => {
    const folder = mkdtempSync(join(tmpdir(), 'state-'))
    const path = join(folder, 'state')
    writeFileSync(path, 'of_another=value\n')
    saveState({ GITHUB_STATE: path }, state)
    const saved = [...readKeyValues(readFileSync(path, 'utf8'))]
    rmSync(folder, { recursive: true })
    assert.deepEqual(saved[0], ['of_another', 'value'])
    const env = Object.fromEntries(saved.map(([name, value]) => [`STATE_${name}`, value]))
    assert.deepEqual(readState(env), state)
  })

  it('is none where the step started nothing, or not all of it was saved', () => {
    assert.equal(readState({}), undefined)
    const { address, secret } = state
    assert.equal(readState({ STATE_address: address, STATE_secret: secret }), undefined)
  })
})
