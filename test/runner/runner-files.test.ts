import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { runThrowaway } from './throwaway-action.ts'

suite('file commands', { concurrency: true }, () => {
  test('outputs are raw, in both forms; a job gets those that masking leaves as they are', async () => {
    const result = await runThrowaway(
      `
    console.log('::add-mask::hunter2!')
    appendFileSync(env.GITHUB_OUTPUT, 'token<<ghadelimiter_1\\nhunter2!\\nghadelimiter_1\\n')
    appendFileSync(env.GITHUB_OUTPUT, 'type=Bearer\\nempty=\\nencoded=aHVudGVyMiE=\\n')
  `,
      { debug: true },
    )
    assert.deepEqual(result.outputs, {
      token: 'hunter2!',
      type: 'Bearer',
      empty: '',
      encoded: 'aHVudGVyMiE=',
    })
    assert.equal(result.jobOutput('type'), 'Bearer')
    assert.equal(result.jobOutput('token'), undefined)
    assert.equal(result.jobOutput('encoded'), undefined)
    assert.equal(result.jobOutput('empty'), undefined)
    assert.equal(result.jobOutput('none'), undefined)
    assert.match(result.log, /^##\[debug\]Set output token = \*\*\*$/m)
  })

  test('a malformed output file keeps what stands before, and fails the step', async () => {
    const result = await runThrowaway("appendFileSync(env.GITHUB_OUTPUT, 'a=1\\nb<<E\\n2\\n')")
    assert.deepEqual(result.outputs, { a: '1' })
    assert.equal(result.exitCode, 0)
    assert.equal(result.outcome, 'failure')
    assert.match(result.log, /##\[error\]Unable to process file command 'output' successfully\./)
  })

  test('variables, paths and state; NODE_OPTIONS is refused', async () => {
    const result = await runThrowaway(`
    appendFileSync(env.GITHUB_ENV, 'TOKEN=x\\nnode_options=--inspect\\nMORE<<E\\na\\nb\\nE\\n')
    appendFileSync(env.GITHUB_PATH, '/opt/a\\n/opt/b\\n')
    appendFileSync(env.GITHUB_STATE, 'isPost=true\\n')
  `)
    assert.deepEqual(result.env, { TOKEN: 'x', MORE: 'a\nb' })
    assert.deepEqual(result.path, ['/opt/a', '/opt/b'])
    assert.deepEqual(result.state, { isPost: 'true' })
    assert.deepEqual(
      result.annotations.map(({ message }) => message),
      ["Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command."],
    )
    assert.equal(result.outcome, 'success')
  })

  test('set-output and save-state are deprecated, but taken', async () => {
    const result = await runThrowaway(`
    console.log('::set-output name=a::1%0A2')
    console.log('::save-state name=b::3')
  `)
    assert.deepEqual([result.outputs, result.state], [{ a: '1\n2' }, { b: '3' }])
    assert.deepEqual(result.legacyCommands, ['set-output', 'save-state'])
    assert.match(result.log, /##\[warning\]The `set-output` command is deprecated/)
  })

  test('set-env and add-path are disabled, and fail the step', async () => {
    for (const command of ['set-env name=A', 'add-path']) {
      const result = await runThrowaway(`console.log('::${command}::x')`)
      assert.equal(result.outcome, 'failure')
      assert.deepEqual([result.env, result.path], [{}, []])
      assert.match(result.log, /##\[error\]The `.*` command is disabled/)
    }
  })

  test('the summary is masked line by line', async () => {
    const result = await runThrowaway(
      "appendFileSync(env.GITHUB_STEP_SUMMARY, '# Title\\r\\n\\nis hunter2!')",
      { secrets: ['hunter2!'] },
    )
    assert.equal(result.summary, '# Title\n\nis ***\n')
  })

  test('a summary of 1 MiB is taken, and one of a byte more is not', async () => {
    const script = (size: number) => `writeFileSync(env.GITHUB_STEP_SUMMARY, 'x'.repeat(${size}))`
    const full = await runThrowaway(script(1024 * 1024))
    assert.equal(full.summary.length, 1024 * 1024 + 1)
    const over = await runThrowaway(script(1024 * 1024 + 1))
    assert.equal(over.summary, '')
    assert.match(over.log, /##\[error\]\$GITHUB_STEP_SUMMARY upload aborted, .* of 1024k, got 1024k/)
    assert.equal(over.outcome, 'success')
  })
})
