import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { suite, test } from 'node:test'
import { runThrowaway } from './throwaway-action.ts'

const forever = 'setInterval(() => {}, 1000)\n'

suite('the process', { concurrency: true }, () => {
  test('a non-zero exit fails the step; an error annotation does not', async () => {
    const failed = await runThrowaway('process.exitCode = 3')
    assert.deepEqual([failed.outcome, failed.exitCode], ['failure', 3])
    const passed = await runThrowaway("console.log('::error::x')")
    assert.deepEqual([passed.outcome, passed.exitCode], ['success', 0])
  })

  test("the environment is the job's, over little of the machine's", async () => {
    process.env.ONLY_ON_THIS_MACHINE = 'x'
    const { outputs } = await runThrowaway(
      "appendFileSync(env.GITHUB_OUTPUT, 'env=' + JSON.stringify({ ...env, cwd: process.cwd() }) + '\\n')",
      { env: { GITHUB_REPOSITORY: 'other/repository', GITHUB_SHA: undefined, MINE: '' } },
    )
    const env = JSON.parse(outputs.env as string)
    assert.equal(env.ONLY_ON_THIS_MACHINE, undefined)
    assert.deepEqual(
      [env.CI, env.GITHUB_ACTIONS, env.GITHUB_REPOSITORY, env.GITHUB_SHA, env.MINE, env.RUNNER_DEBUG],
      ['true', 'true', 'other/repository', undefined, '', undefined],
    )
    assert.equal(env.cwd, env.GITHUB_WORKSPACE)
  })

  test('a file command can be taken away', async () => {
    const { stdout } = await runThrowaway("console.log('GITHUB_OUTPUT' in env, 'GITHUB_ENV' in env)", {
      env: { GITHUB_OUTPUT: undefined },
    })
    assert.equal(stdout, 'false true\n')
  })

  test('main and Node arguments can be given', async () => {
    const { stdout } = await runThrowaway('console.log(globalThis.early)', {
      actionYaml: 'runs: { using: node24, main: other.js }',
      main: 'main.mjs',
      nodeArguments: ['--import', 'data:text/javascript,globalThis.early = 7'],
    })
    assert.equal(stdout, '7\n')
  })

  test('a step that takes too long is killed', async () => {
    const result = await runThrowaway(`console.log('started')\n${forever}`, { timeoutMs: 300 })
    assert.deepEqual([result.outcome, result.exitCode, result.timedOut], ['failure', null, true])
    assert.match(result.log, /##\[error\]The action 'Run OWNER\/.*' has timed out after 300 ms\.$/)
    assert.ok(result.durationMs >= 299)
  })

  // On Windows it ends the process at once.
  const handled = { skip: process.platform === 'win32' && 'no signal that a process can handle' }
  test('a test can send SIGTERM, at a moment that it chooses', handled, async () => {
    const cancel = new AbortController()
    const result = await runThrowaway(
      `process.on('SIGTERM', () => { console.log('cancelled'); process.exit(143) })\nconsole.log('ready')\n${forever}`,
      { signal: cancel.signal, onSpawn: (child) => child.stdout?.once('data', () => cancel.abort()) },
    )
    assert.deepEqual([result.exitCode, result.timedOut, result.stdout], [143, false, 'ready\ncancelled\n'])
  })

  test('runs are apart from each other and leave nothing', async () => {
    const script = `
    writeFileSync(env.RUNNER_TEMP + '/mine', env.INPUT_N)
    console.log(env.RUNNER_TEMP)
    console.log(env.INPUT_N)
  `
    const runs = await Promise.all(['1', '2', '3'].map((n) => runThrowaway(script, { inputs: { n } })))
    const folders = runs.map(({ stdout }) => stdout.split('\n')[0] as string)
    assert.equal(new Set(folders).size, 3)
    for (const [index, run] of runs.entries()) {
      const file = run.files.find(({ path }) => path === 'work/_temp/mine')
      assert.equal(file?.content.toString(), String(index + 1))
    }
    assert.deepEqual(folders.filter(existsSync), [])
  })
})
