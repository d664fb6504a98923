import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { runThrowaway } from './throwaway-action.ts'

const actionYaml = `
inputs:
  tenant-id:
    description: no default, and required is not enforced
    required: true
  my name: { default: Some one }
  wait: { default: 0 }
  verify: { default: false }
  old: { deprecationMessage: use new }
  bare:
runs: { using: node24, main: main.mjs }
`
const dumpInputs = `
  const inputs = Object.entries(env).filter(([name]) => name.startsWith('INPUT_'))
  appendFileSync(env.GITHUB_OUTPUT, 'inputs=' + JSON.stringify(Object.fromEntries(inputs)) + '\\n')
`

suite('inputs', { concurrency: true }, () => {
  test('INPUT_ variables: upper case, spaces to underscores, hyphens stay, defaults as they are written', async () => {
    const { outputs, outcome } = await runThrowaway(dumpInputs, { actionYaml, inputs: { 'my name': '' } })
    assert.equal(outcome, 'success')
    assert.deepEqual(JSON.parse(outputs.inputs as string), {
      'INPUT_TENANT-ID': '',
      INPUT_MY_NAME: '',
      INPUT_WAIT: '0',
      INPUT_VERIFY: 'false',
      INPUT_OLD: '',
      INPUT_BARE: '',
    })
  })

  test('names ignore case; any value arrives unchanged', async () => {
    const value = '-x "y" \'%0A\' +& é \n\n tail '
    const { outputs, annotations } = await runThrowaway(dumpInputs, {
      actionYaml,
      inputs: { 'Tenant-ID': value },
    })
    const inputs = JSON.parse(outputs.inputs as string)
    assert.equal(inputs['INPUT_TENANT-ID'], value)
    assert.deepEqual(annotations, [])
  })

  test('an unknown input warns and is passed on', async () => {
    const options = { actionYaml, inputs: { tenantid: 'x', wait: '1', other: 'y' } }
    const { outputs, annotations, outcome } = await runThrowaway(dumpInputs, options)
    assert.equal(outcome, 'success')
    assert.equal(JSON.parse(outputs.inputs as string).INPUT_TENANTID, 'x')
    assert.deepEqual(annotations, [
      {
        type: 'warning',
        message:
          "Unexpected input(s) 'tenantid', 'other', valid inputs are ['tenant-id', 'my name', 'wait', 'verify', 'old', 'bare']",
      },
    ])
  })

  test('a deprecated input warns if it is given', async () => {
    const { annotations } = await runThrowaway('', { actionYaml, inputs: { old: 'x' } })
    assert.deepEqual(
      annotations.map(({ message }) => message),
      ["Input 'old' has been deprecated with message: use new"],
    )
  })

  test('the log begins with the step, its inputs and its variables, masked', async () => {
    const { log } = await runThrowaway("console.log('hello')", {
      actionYaml,
      inputs: { 'tenant-id': 'contoso', 'my name': 'hunter2!' },
      env: {
        TARGET: 'aHVudGVyMiE=',
        EMPTY: '',
        REMOVED: undefined,
        ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x',
      },
      secrets: ['hunter2!'],
    })
    assert.deepEqual(log.split('\n'), [
      'Run OWNER/power-platform-token@v1',
      'with:',
      '  tenant-id: contoso',
      '  my name: ***',
      '  wait: 0',
      '  verify: false',
      'env:',
      '  TARGET: ***',
      '  EMPTY: ',
      'hello',
    ])
  })

  test('refuses what it cannot run', async () => {
    const run = (runs: string) => runThrowaway('', { actionYaml: `runs: ${runs}` })
    await assert.rejects(run('{ using: node20, main: main.mjs }'), /runs.using is 'node20'/)
    await assert.rejects(run('{ using: composite }'), /runs.using is 'composite'/)
    await assert.rejects(run('{ using: node24 }'), /runs.main is missing/)
    await assert.rejects(run('{ using: node24, main: no.js }'), /runs.main is not there/)
    await assert.rejects(runThrowaway('', { actionYaml: '' }), /runs.using/)
  })
})
