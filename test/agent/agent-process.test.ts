import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { suite, test } from 'node:test'
import { nodes } from '../nodes.ts'
import { mergeOutcomes, readOutcome } from './task-result.ts'
import { runThrowaway } from './throwaway-task.ts'

const forever = 'setInterval(() => {}, 1000)\n'
const target = { target: 'main.mjs' }

suite('the outcome', { concurrency: true }, () => {
  test('is the worst that the task said', async () => {
    const { outcome } = await runThrowaway(`
      vso('task.complete result=SucceededWithIssues', 'so so')
      vso('task.complete result=Succeeded', 'fine')
    `)
    assert.equal(outcome, 'SucceededWithIssues')
    assert.equal((await runThrowaway('')).outcome, 'Succeeded')
    assert.equal((await runThrowaway("vso('task.complete result=Failed')")).outcome, 'Failed')
  })

  test('is a failure with an exit code, whatever the task said', async () => {
    const result = await runThrowaway("vso('task.complete result=Succeeded')\nprocess.exitCode = 3")
    assert.deepEqual([result.outcome, result.exitCode], ['Failed', 3])
    assert.match(
      result.log,
      /##\[error\]Exit code 3 returned from process: file name '.*node.*', arguments '".*main\.mjs"'\.$/m,
    )
  })

  test('is a failure where the agent does not know the result', async () => {
    for (const properties of ['result=succeeded', 'result=Cancelled', 'result=', '']) {
      const { outcome, log } = await runThrowaway(`vso('task.complete ${properties}')`)
      assert.equal(outcome, 'Failed', properties)
      assert.match(log, /##\[error\]Command doesn't have valid result value\./)
    }
  })

  test('results merge as the agent does it', () => {
    assert.equal(mergeOutcomes(undefined, 'Succeeded'), 'Succeeded')
    assert.equal(mergeOutcomes('Failed', 'Succeeded'), 'Failed')
    assert.equal(mergeOutcomes('Failed', 'Canceled'), 'Canceled')
    assert.equal(mergeOutcomes('Skipped', 'Failed'), 'Skipped')
    assert.deepEqual(['Canceled', ' Failed ', '1', 'failed', '9'].map(readOutcome), [
      'Canceled',
      'Failed',
      'SucceededWithIssues',
      undefined,
      undefined,
    ])
  })

  test('comes early where the task is done: what it prints later is dropped', async () => {
    const result = await runThrowaway(
      `
      vso('task.complete result=SucceededWithIssues;done=true')
      console.log('soon')
      process.stdout.write('too late to end')
      ${forever}
    `,
      { doneMs: 300, debug: true },
    )
    assert.equal(result.outcome, 'SucceededWithIssues')
    assert.match(result.log, /^soon$/m)
    assert.doesNotMatch(result.log, /too late/)
    assert.match(result.log, /##\[debug\]The task was marked as "done", but the process has not closed/)
    const ended = await runThrowaway("vso('task.complete result=Failed;done=1')", { debug: true })
    assert.equal(ended.outcome, 'Failed')
    assert.doesNotMatch(ended.log, /marked as "done"/)
  })
})

suite('the process', { concurrency: true }, () => {
  test('is Node 20 unless asked for 24, with the newest handler’s target', async () => {
    const script = 'console.log(process.versions.node, env.MINE)'
    const execution = { Node20_1: { target: 'old.mjs' }, Node24: target }
    const versions = nodes.map(({ version }) => version)
    const of = (major: string) => versions.find((version) => version.startsWith(major)) ?? versions[0]
    const old = await runThrowaway(script, { task: { execution } })
    assert.deepEqual([old.handler, old.nodeVersion], ['Node24', of('20.')])
    assert.match(old.log, new RegExp(`^${old.nodeVersion} undefined$`, 'm'))
    const asked = await runThrowaway(script, { task: { execution }, node: 24 })
    assert.deepEqual([asked.handler, asked.nodeVersion], ['Node24', of('24.')])
    const older = await runThrowaway(script, { task: { execution: { node20_1: target } }, node: 24 })
    assert.deepEqual([older.handler, older.nodeVersion], ['Node20_1', of('20.')])
  })

  test('gets arguments of Node, and a test may look at each line', async () => {
    const lines: string[] = []
    await runThrowaway("console.log(globalThis.early)\nprocess.stdout.write('last')", {
      nodeArguments: ['--import', 'data:text/javascript,globalThis.early = 7'],
      onLine: (line) => lines.push(line),
    })
    assert.deepEqual(lines, ['7', 'last'])
  })

  test('is killed when it takes too long', async () => {
    const result = await runThrowaway(forever, { timeoutMs: 400 })
    assert.deepEqual([result.outcome, result.exitCode, result.timedOut], ['Failed', null, true])
    assert.match(result.log, /##\[error\]The task has timed out\./)
  })

  // On Windows it ends the process at once.
  const handled = { skip: process.platform === 'win32' && 'no signal that a process can handle' }
  test('is canceled with SIGINT', handled, async () => {
    const cancel = new AbortController()
    const result = await runThrowaway(
      `process.on('SIGINT', () => { console.log('canceled'); process.exit(0) })\nconsole.log('ready')\n${forever}`,
      { signal: cancel.signal, onSpawn: (child) => child.stdout?.once('data', () => cancel.abort()) },
    )
    assert.deepEqual([result.outcome, result.exitCode, result.stdout], ['Canceled', 0, 'ready\ncanceled\n'])
  })

  test('leaves nothing', async () => {
    const script =
      "writeFileSync(env.AGENT_TEMPDIRECTORY + '/mine', 'x')\nconsole.log(env.AGENT_TEMPDIRECTORY)"
    const result = await runThrowaway(script)
    assert.deepEqual(
      result.files.map(({ path }) => path),
      ['_work/_temp/mine'],
    )
    assert.equal(existsSync(result.stdout.trim()), false)
  })

  test('is not started for what the agent cannot run', async () => {
    const run = (execution: unknown) => runThrowaway('', { task: { execution } })
    await assert.rejects(run({ PowerShell3: target }), /no handler for powershell3/)
    await assert.rejects(run({ Node20: target }), /no handler for node20/)
    await assert.rejects(run({ Node16: target }), /no Node for Node16/)
    await assert.rejects(run({ Node24: {} }), /has no target/)
    await assert.rejects(run({ Node24: { target: 'no.js' } }), /target of Node24 is not there/)
  })
})
