import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { runThrowaway } from './throwaway-action.ts'

const logOf = (log: string) => log.split('\n').slice(1)

suite('the log', { concurrency: true }, () => {
  test('a mask holds for later lines, in every encoding, and raw output stays', async () => {
    const result = await runThrowaway(`
    console.log('before: hunter2!')
    console.log('::add-mask::hunter2!')
    console.log('after: hunter2! aHVudGVyMiE= hunter2')
  `)
    assert.deepEqual(logOf(result.log), ['before: hunter2!', 'after: *** *** hunter2'])
    assert.match(result.stdout, /^after: hunter2! aHVudGVyMiE=/m)
    assert.deepEqual(result.masks, ['hunter2!'])
    assert.equal(result.mask('later hunter2!'), 'later ***')
  })

  test('stderr is a stream of its own, masked too', async () => {
    const result = await runThrowaway("console.error('hunter2!')", { secrets: ['hunter2!'] })
    assert.deepEqual([logOf(result.log), result.stdout, result.stderr], [['***'], '', 'hunter2!\n'])
  })

  test('a multi-line mask is unescaped and hides each line', async () => {
    const result = await runThrowaway(`
    console.log('::add-mask::line one%0D%0A  line two %0A%0A50%25')
    console.log('line one, line two, 50%, 50%25')
  `)
    assert.deepEqual(result.masks, ['line one\r\n  line two \n\n50%'])
    assert.deepEqual(logOf(result.log), ['***, ***, ***, ***'])
  })

  test('secrets of the job are trimmed and hidden by line from the start', async () => {
    const result = await runThrowaway("console.log('[one] [two] [token]')", {
      secrets: [' one \ntwo\n'],
      env: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'token' },
    })
    assert.deepEqual(logOf(result.log), ['[***] [***] [***]'])
    assert.deepEqual(result.masks, [])
  })

  test('an empty mask only warns', async () => {
    const result = await runThrowaway("console.log('::add-mask:: ')")
    assert.deepEqual(logOf(result.log), [
      "##[warning]Can't add secret mask for empty string in ##[add-mask] command.",
    ])
    assert.equal(result.outcome, 'success')
  })

  test('commands are read on stderr too, and the older form anywhere in a line', async () => {
    const result = await runThrowaway(`
    console.error('::add-mask::hunter2!')
    process.stderr.write('', () => console.error('x ##[add-mask]other;%3B'))
  `)
    assert.deepEqual(result.masks, ['hunter2!', 'other;;'])
  })

  test('annotations: masked message, properties as they come, ten of a type, 4096 characters', async () => {
    const result = await runThrowaway(
      `
    console.log('::error title=Bad%3A hunter2!,file=' + env.GITHUB_WORKSPACE + '/src/a.ts,line=3::is hunter2!%0A50%25')
    console.log('::notice::' + 'n'.repeat(5000))
    for (let i = 0; i < 12; i++) console.log('::warning::w' + i)
  `,
      { secrets: ['hunter2!'] },
    )
    const { annotations } = result
    assert.deepEqual(annotations[0], {
      type: 'error',
      message: 'is ***\n50%',
      title: 'Bad: hunter2!',
      file: 'src/a.ts',
      line: '3',
    })
    assert.equal(annotations[1]?.message.length, 4096)
    assert.equal(annotations.length, 12)
    assert.match(result.log, /##\[error\]is \*\*\*\n50%\n##\[notice\]n+\n##\[warning\]w0\n/)
    assert.match(result.log, /##\[warning\]w11$/)
    assert.equal(result.outcome, 'success')
  })

  test('debug lines show, and commands are echoed, with step debug logging alone', async () => {
    const script = `
    console.log('::debug::one%0Atwo')
    console.log('::add-mask::hunter2!')
    console.log('::group::A group')
    console.log('::endgroup::')
    console.log('debug is ' + env.RUNNER_DEBUG)
  `
    const off = await runThrowaway(script)
    assert.deepEqual(logOf(off.log), ['##[group]A group', '##[endgroup]', 'debug is undefined'])
    const on = await runThrowaway(script, { debug: true })
    assert.deepEqual(logOf(on.log), [
      '##[debug]one',
      '##[debug]two',
      '::add-mask::***',
      '::group::A group',
      '##[group]A group',
      '::endgroup::',
      '##[endgroup]',
      'debug is 1',
      '##[debug]Node Action run completed with exit code 0',
    ])
  })

  test('echo turns echoing on and off', async () => {
    const result = await runThrowaway(`
    console.log('::echo::on')
    console.log('::group::a')
    console.log('::echo::OFF')
    console.log('::group::b')
    console.log('::echo::perhaps')
  `)
    assert.deepEqual(logOf(result.log).slice(0, 4), ['::group::a', '##[group]a', '::echo::OFF', '##[group]b'])
    assert.match(result.log, /##\[error\]Invalid echo command value/)
    assert.equal(result.outcome, 'failure')
  })

  test('between stop-commands and its token nothing is a command', async () => {
    const result = await runThrowaway(`
    console.log('::stop-commands::0f3e')
    console.log('::add-mask::hunter2!')
    console.log('::error::no error')
    console.log('::0f3e::')
    console.log('::error::an error')
  `)
    assert.deepEqual(logOf(result.log), [
      '::stop-commands::0f3e',
      '::add-mask::hunter2!',
      '::error::no error',
      '::0f3e::',
      '##[error]an error',
    ])
    assert.deepEqual(result.masks, [])
  })

  test('a stop token that is a command, or empty, fails the step', async () => {
    for (const token of ['', 'error', 'pause-logging']) {
      const result = await runThrowaway(`console.log('::stop-commands::${token}')`)
      assert.equal(result.outcome, 'failure', token)
    }
  })

  test('a last line needs no line break', async () => {
    const { log } = await runThrowaway("process.stdout.write('a\\n::notice::b')")
    assert.deepEqual(logOf(log), ['a', '##[notice]b'])
  })
})
