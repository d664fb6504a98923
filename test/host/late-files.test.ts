import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { actionDirectory, assertToken, startScenario, theError } from '../scenario.ts'

describe('a file that is loaded late, and is not there', () => {
  let folder = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'dist-'))
    cpSync(join(actionDirectory, 'dist'), folder, { recursive: true })
    rmSync(join(folder, 'summary.cjs'))
  })
  after(() => rmSync(folder, { recursive: true }))

  it('costs a good run its summary, and nothing else', async () => {
    await using scenario = await startScenario()
    const inputs = { 'client-secret': scenario.app.addSecret(), summary: 'always' }
    const result = await scenario.run(inputs, { main: join(folder, 'main.cjs') })
    assertToken(result)
    assert.match(result.log, /The summary could not be written: Cannot find module/)
  })

  it('hides no failure', async () => {
    await using scenario = await startScenario()
    const inputs = { 'client-secret': 'Abc8Q~wrong-secret' }
    const result = await scenario.run(inputs, { main: join(folder, 'main.cjs') })
    assert.match(theError(result), /AADSTS7000215/)
    assert.equal(result.stderr, '')
  })
})
