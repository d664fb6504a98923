import assert from 'node:assert/strict'
import { it } from 'node:test'
import { tell } from '../../../src/commands/tell.ts'
import { MemoryHost } from '../../memory-host.ts'

it('tells of inputs that can not be hidden, and does nothing with them', async () => {
  const host = new MemoryHost({})
  host.inputs.secrets = () => {
    throw new TypeError('no secrets')
  }
  const code = await tell(host, () => assert.fail('the story began'))
  assert.equal(code, 1)
  assert.match(host.failure?.text ?? '', /^Why: TypeError: no secrets$/m)
})
