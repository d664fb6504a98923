import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { runThrowaway } from './throwaway-task.ts'

const restricted = (allowed?: string[]) => ({
  outputVariables: [{ name: 'accessToken' }, { name: 'expiresOn' }],
  restrictions: { commands: { mode: 'restricted' }, ...(allowed && { settableVariables: { allowed } }) },
})

suite('variables', { concurrency: true }, () => {
  test('those of the task’s outputVariables are outputs, under the step’s name alone', async () => {
    const result = await runThrowaway(
      `
      vso('task.setvariable variable=ACCESSTOKEN;issecret=true', 'hunter2!')
      vso('task.setvariable variable=other;isoutput=true', 'x')
      vso('task.setvariable variable=plain', 'y')
      console.log('hunter2!')
    `,
      { name: 'token', task: restricted() },
    )
    assert.deepEqual(result.outputs, { ACCESSTOKEN: 'hunter2!', other: 'x' })
    const flags = { isSecret: false, isReadOnly: false, preserveCase: false }
    assert.deepEqual(result.variables, {
      'token.ACCESSTOKEN': { ...flags, name: 'token.ACCESSTOKEN', value: 'hunter2!', isSecret: true },
      'token.other': { ...flags, name: 'token.other', value: 'x', isReadOnly: true },
      plain: { ...flags, name: 'plain', value: 'y' },
    })
    assert.match(result.log, /^\*\*\*$/m)
    assert.equal(result.expand('$(token.accessToken) $(other) $(plain)'), 'hunter2! $(other) y')
    assert.deepEqual(
      [result.laterEnvironment.TOKEN_OTHER, result.laterEnvironment.TOKEN_ACCESSTOKEN],
      ['x', undefined],
    )
  })

  test('without a name the step has the task’s, and a number', async () => {
    const { variables } = await runThrowaway("vso('task.setvariable variable=a;isoutput=TRUE', 'x')")
    assert.deepEqual(Object.keys(variables), ['Throwaway1.a'])
  })

  test('a secret with a line break is refused, unless the job allows it or the system has another one', async () => {
    const script = "vso('task.setvariable variable=key;issecret=true', 'one%0Atwo')"
    const refused = await runThrowaway(script)
    assert.deepEqual([refused.outcome, refused.variables], ['Failed', {}])
    const variables = { SYSTEM_UNSAFEALLOWMULTILINESECRET: 'true' }
    const allowed = await runThrowaway(script, { job: { variables } })
    assert.equal(allowed.variables.key?.value, 'one\ntwo')
    const windows = await runThrowaway(script, { newLine: '\r\n' })
    assert.equal(windows.outcome, 'Succeeded')
    const open = await runThrowaway("vso('task.setvariable variable=key', 'one%0Atwo')")
    assert.equal(open.variables.key?.value, 'one\ntwo')
  })

  test('percent signs stay escaped where the job says so', async () => {
    const result = await runThrowaway("vso('task.setvariable variable=a', '50%AZP25')", {
      job: { variables: { DECODE_PERCENTS: 'false' } },
    })
    assert.equal(result.variables.a?.value, '50%AZP25')
  })

  test('a read-only variable is written with a warning, or not at all', async () => {
    const script = `
      vso('task.setvariable variable=a;isreadonly=true', '1')
      vso('task.setvariable variable=a', '2')
    `
    const warned = await runThrowaway(script)
    assert.deepEqual([warned.outcome, warned.variables.a?.value], ['Succeeded', '2'])
    assert.match(warned.log, /##\[warning\]Overwriting readonly variable 'a'\./)
    const refused = await runThrowaway(script, { job: { variables: { 'agent.readOnlyVariables': 'true' } } })
    assert.deepEqual([refused.outcome, refused.variables.a?.value], ['Failed', '1'])
    assert.match(refused.log, /Overwriting readonly variable 'a' is not permitted\./)
  })

  test('a variable needs a name', async () => {
    const { outcome, log } = await runThrowaway("vso('task.setvariable', 'x')")
    assert.equal(outcome, 'Failed')
    assert.match(log, /Required field 'variable' is missing in ##vso\[task\.setvariable\] command\./)
  })

  test('a task keeps variables for itself, and puts folders into the path', async () => {
    const result = await runThrowaway(`
      vso('task.settaskvariable variable=pid;issecret=true', '42')
      vso('task.prependpath', '/a')
      vso('task.prependpath', '/b')
      vso('task.prependpath', '/a')
      console.log('42')
    `)
    assert.deepEqual([result.taskVariables.pid?.value, result.variables], ['42', {}])
    assert.deepEqual(result.prependPath, ['/b', '/a'])
    assert.match(result.log, /^\*\*\*$/m)
  })
})

suite('restrictions', { concurrency: true }, () => {
  test('block commands with a warning, and allow the others', async () => {
    const result = await runThrowaway(
      `
      for (const command of ['task.uploadsummary', 'task.addattachment', 'task.setendpoint', 'build.addbuildtag']) vso(command, 'x')
      for (const command of ['task.setsecret', 'task.setprogress value=5', 'task.debug', 'telemetry.publish']) vso(command, 'x')
      vso('task.setvariable variable=a', 'b')
    `,
      { task: restricted() },
    )
    assert.deepEqual(result.blockedCommands, [
      'task.uploadsummary',
      'task.addattachment',
      'task.setendpoint',
      'build.addbuildtag',
    ])
    assert.match(result.log, /##\[warning\]##vso\[task\.uploadsummary\] is not allowed in this step due to/)
    assert.equal(result.outcome, 'Succeeded')
    assert.equal(result.variables.a?.value, 'b')
  })

  test('name the variables that may be set: by a pattern, in any case, and none by an empty list', async () => {
    const script = `
      vso('task.setvariable variable=ACCESSTOKEN;issecret=true', 'hunter2!')
      vso('task.setvariable variable=expiresOn', 'x')
      vso('task.setvariable variable=PATH', 'x')
      vso('task.prependpath', '/x')
      console.log('hunter2!')
    `
    const some = await runThrowaway(script, { task: restricted(['accessToken', 'expires*']) })
    assert.deepEqual(Object.keys(some.outputs), ['ACCESSTOKEN', 'expiresOn'])
    assert.deepEqual([some.blockedVariables, some.prependPath], [['PATH', 'PATH'], []])
    assert.match(some.log, /##\[warning\]Setting variable 'PATH' has been disabled by the task or build/)
    const none = await runThrowaway(script, { task: restricted([]) })
    assert.deepEqual([none.outputs, none.outcome], [{}, 'Succeeded'])
    // Its value is hidden nevertheless.
    assert.match(none.log, /^\*\*\*$/m)
  })

  test('without them, what this agent does not play is an error of the test', async () => {
    await assert.rejects(runThrowaway("vso('task.uploadsummary', '/x')"), /does not play task\.uploadsummary/)
  })
})
