import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { leaks } from '../runner/leaks.ts'
import { runThrowaway } from './throwaway-task.ts'

const logOf = (log: string) => log.split('\n').slice(8, -1)

suite('the log', { concurrency: true }, () => {
  test('begins with the task and ends with its name', async () => {
    const { log } = await runThrowaway("console.log('hello')")
    const rule = '='.repeat(78)
    assert.deepEqual(log.split('\n'), [
      '##[section]Starting: Throwaway',
      rule,
      'Task         : Throwaway task',
      'Description  : Does what a test wants.',
      'Version      : 1.2.3',
      'Author       : Contoso',
      'Help         : ',
      rule,
      'hello',
      '##[section]Finishing: Throwaway',
    ])
  })

  test('a mask holds for later lines, base64 stays, and raw output too', async () => {
    const result = await runThrowaway(`
      console.log('before: hunter2!')
      vso('task.setsecret', 'hunter2!')
      console.log('after: hunter2! aHVudGVyMiE= hunter2')
    `)
    assert.deepEqual(logOf(result.log), ['before: hunter2!', 'after: *** aHVudGVyMiE= hunter2'])
    assert.match(result.stdout, /^after: hunter2!/m)
    assert.deepEqual(result.masks, ['hunter2!'])
    assert.equal(result.mask('later hunter2!'), 'later ***')
  })

  test('of the job, secrets, tokens, tickets and the parameters of all connections are hidden from the start', async () => {
    const connection = {
      id: crypto.randomUUID(),
      name: 'unused',
      url: 'https://example.com',
      scheme: 'WorkloadIdentityFederation',
      parameters: { tenantid: 'contoso', serviceprincipalid: 'app-id' },
      data: { environment: 'AzureCloud' },
    }
    const result = await runThrowaway(
      "console.error('hunter2! aHVudGVyMiE= system-token the-ticket app-id contoso AzureCloud')",
      {
        job: { secretVariables: { password: 'hunter2!' }, accessToken: 'system-token' },
        connections: [connection],
        secureFiles: [{ id: crypto.randomUUID(), name: 'f', ticket: 'the-ticket' }],
      },
    )
    assert.deepEqual(logOf(result.log), ['*** *** *** *** *** contoso AzureCloud'])
    assert.deepEqual(result.masks, [])
  })

  test('lines of a secret with several are not hidden', async () => {
    const result = await runThrowaway("vso('task.setsecret', 'one%0Atwo')\nconsole.log('one')")
    assert.deepEqual(logOf(result.log), ['one'])
    assert.deepEqual(result.masks, ['one\ntwo'])
  })

  test('commands are read on both streams, anywhere in a line', async () => {
    const result = await runThrowaway(`
      console.error('text ##vso[task.setsecret]hunter2!')
      process.stderr.write('', () => console.error('hunter2!'))
    `)
    assert.deepEqual([result.masks, logOf(result.log), result.stdout], [['hunter2!'], ['***'], ''])
  })

  test('issues: masked message, properties as they come, ten of a type; none fails the step', async () => {
    const result = await runThrowaway(`
      vso('task.setsecret', 'hunter2!')
      vso('task.logissue type=error;code=AADSTS7000215;x=hunter2!', 'is hunter2!%0A50%AZP25')
      vso('task.issue type=Warning;sourcepath=' + env.BUILD_SOURCESDIRECTORY + '/a/b.ts;linenumber=3;columnnumber=4;code=C1', 'odd')
      for (let i = 0; i < 11; i++) vso('task.logissue type=error', 'e' + i)
      vso('task.logissue type=error')
      vso('task.logissue', 'no type')
    `)
    assert.deepEqual(result.issues.slice(0, 2), [
      { type: 'error', message: 'is ***\n50%', code: 'AADSTS7000215', x: 'hunter2!' },
      {
        type: 'warning',
        message: 'a/b.ts(3,4): Warning C1: odd',
        sourcepath: 'a/b.ts',
        linenumber: '3',
        columnnumber: '4',
        code: 'C1',
      },
    ])
    assert.equal(result.issues.filter(({ type }) => type === 'error').length, 10)
    assert.match(result.log, /##\[error\]is \*\*\*\n50%\n/)
    assert.match(result.log, /##\[error\]e10\n##\[warning\]Can't create TaskIssue from logging event\.\n/)
    assert.equal(result.outcome, 'Succeeded')
  })

  test('an issue of another type fails the step', async () => {
    const { outcome, log } = await runThrowaway("vso('task.logissue type=notice', 'x')")
    assert.equal(outcome, 'Failed')
    assert.match(log, /##\[error\]issue type notice is not an expected issue type\./)
  })

  test('debug lines, and the commands themselves, show with System.Debug alone', async () => {
    const script =
      "vso('task.debug', 'one')\nvso('task.setsecret', 'hunter2!')\nconsole.log(env.SYSTEM_DEBUG)"
    assert.deepEqual(logOf((await runThrowaway(script)).log), ['false'])
    const debug = await runThrowaway(script, { debug: true })
    assert.match(debug.log, /##\[debug\]one\n##\[debug\]Processed: ##vso\[task\.setsecret\]\*\*\*\ntrue\n/)
  })

  test('what looks like a command and is none warns, and stays', async () => {
    const { log, outcome } = await runThrowaway("console.log('see ##vso of task.debug')")
    assert.match(log, /##\[warning\]'see ##vso of task\.debug' contains .* legal command/)
    assert.match(log, /^see ##vso of task\.debug$/m)
    assert.equal(outcome, 'Succeeded')
  })

  test('an unknown area warns; an unknown command of a known one fails the step', async () => {
    const area = await runThrowaway("vso('mystery.do', 'x')")
    assert.equal(area.outcome, 'Succeeded')
    assert.match(area.log, /##\[warning\]Cannot find command extension for ##vso\[mystery\.command\]/)
    const event = await runThrowaway("vso('task.mystery', 'x')")
    assert.equal(event.outcome, 'Failed')
    assert.match(event.log, /##\[error\]Unable to process command '##vso\[task\.mystery\]x' successfully\./)
  })
})

suite('leaks', { concurrency: true }, () => {
  test('are looked for everywhere but in what hides a value', async () => {
    const result = await runThrowaway(
      `
      vso('task.setsecret', 'hunter2!')
      vso('task.setvariable variable=token;issecret=true', 'hunter2!')
      vso('task.setvariable variable=open', 'hunter2!')
      vso('task.debug', 'hunter2%AZP2521')
      vso('task.logissue type=error;code=hunter2!', 'x')
      console.error('hunter2!')
      writeFileSync(env.AGENT_TEMPDIRECTORY + '/cache', 'aHVudGVyMiE=')
      writeFileSync('given.txt', 'hunter2!')
    `,
      { sources: { 'given.txt': '' } },
    )
    const places = leaks(result, 'hunter2!').map((leak) => leak.replace(/ \(.*/, ''))
    assert.deepEqual(places, [
      'stdout line 3',
      'stdout line 4',
      'stdout line 5',
      'stderr line 1',
      "error's code",
      'file _work/_temp/cache line 1',
    ])
  })

  test('are what the agent itself makes of a secret that has lines', async () => {
    const result = await runThrowaway(
      "vso('task.setvariable variable=key;issecret=true', 'hunter2!%0Ahunter3!')",
    )
    assert.equal(result.outcome, 'Failed')
    assert.match(result.log, /##\[error\]Secrets cannot contain multiple lines/)
    assert.match(result.log, /hunter2!%0Ahunter3!/)
    const places = leaks(result, 'hunter2!').map((leak) => leak.replace(/ \(.*/, ''))
    assert.deepEqual(places, ['stdout line 1', "error's message"])
  })
})
