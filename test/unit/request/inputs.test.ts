import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { ownInputs } from '../../../src/hosts/github/own-inputs.ts'
import { allInputs } from '../../../src/request/inputs.ts'

const { inputs } = parse(readFileSync(new URL('../../../action.yml', import.meta.url), 'utf8'))

describe('the rows of all inputs', () => {
  it("are those of the action's contract, a remark of the host aside", () => {
    const rows = allInputs({ own: ownInputs })
    assert.deepEqual(
      rows.map(({ name }) => name),
      Object.keys(inputs),
    )
    for (const { name, description, default: value } of rows) {
      assert.ok(inputs[name].description.trim().startsWith(description), `${name}: ${description}`)
      assert.equal(inputs[name].default, value, name)
    }
  })

  it('are the same but for its own, where a host has none', () => {
    assert.deepEqual([...allInputs({}), ...ownInputs], allInputs({ own: ownInputs }))
  })
})
