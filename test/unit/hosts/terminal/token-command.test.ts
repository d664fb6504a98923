import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure } from '../../../../src/failure/failure.ts'
import { runTokenCommand } from '../../../../src/hosts/terminal/token-command.ts'
import { SecretRegistry } from '../../../../src/secrets/registry.ts'
import { Deadline } from '../../../../src/values/deadline.ts'

const run = (line: string, { time = 10_000, secrets = new SecretRegistry() } = {}) =>
  runTokenCommand(line, { audience: 'api://a', deadline: new Deadline(time), env: process.env, secrets })

describe('a command that prints a token', { skip: process.platform === 'win32' && 'no sh' }, () => {
  it('may print white space around it', async () => {
    assert.equal(
      await run(`sh -c 'printf " eyJhbGciOiJ9.eyJzdWIiOiJ9.c2lnbmF0dXJl\\r\\n"'`),
      'eyJhbGciOiJ9.eyJzdWIiOiJ9.c2lnbmF0dXJl',
    )
  })

  for (const [title, line, ...words] of [
    ['is not found', 'buildkite-agent oidc', 'buildkite-agent is not found', 'in PATH'],
    ['is a secret', 'hunter2', 'the command is not found'],
    ['is a secret in a path', '/nowhere/hunter2', 'the command is not found'],
    [
      'gets more than the system takes',
      `echo ${'hunter2 '.repeat(500_000)}`,
      'could not be started',
      'E2BIG',
    ],
    ['can not be started', '/', 'the command could not be started', 'EACCES'],
    ['prints nothing', 'true', 'true printed nothing'],
    [
      'prints no token',
      "echo 'hunter2 hunter2'",
      'echo printed no token',
      'holds 15 characters, which is not a JWT',
    ],
    [
      'prints too much',
      'sh -c \'head -c 200000 /dev/zero | tr "\\\\0" a\'',
      'holds more than 65536 characters',
    ],
    ['prints without an end', 'yes hunter2', 'holds more than 65536 characters'],
    ['fails', "sh -c 'exit 3'", 'sh ended with exit code 3'],
    ['is killed', "sh -c 'kill -9 $$'", 'sh was ended by SIGKILL'],
    ['does not end', 'tail -f /dev/null', 'tail did not end in time'],
  ] as const) {
    it(`${title}`, async () => {
      const time = title === 'does not end' ? 50 : 10_000
      await assert.rejects(run(line, { time }), (error) => {
        assert.ok(error instanceof Failure)
        const { title, why, answer = '' } = error.parts
        for (const word of words) assert.ok(`${title}\n${why}`.includes(word), `${title}\n${why}`)
        assert.doesNotMatch(`${title}${why}${answer}`, /hunter2/)
        return true
      })
    })
  }

  it('is done once it has ended, whatever it left behind', async () => {
    const began = Date.now()
    assert.equal(
      await run(`sh -c 'printf eyJhbGciOiJ9.eyJzdWIiOiJ9.c2lnbmF0dXJl; sleep 8 &'`),
      'eyJhbGciOiJ9.eyJzdWIiOiJ9.c2lnbmF0dXJl',
    )
    assert.ok(Date.now() - began < 4000)
  })

  it('may talk at length, of which the end is shown, in whole lines', async () => {
    const secrets = new SecretRegistry()
    const flood = 'head -c 65520 /dev/zero | tr "\\\\0" a'
    const line = `sh -c '{ echo first hunter2; echo; ${flood}; echo; echo last; } >&2; exit 1'`
    secrets.mask('first hunter2')
    await assert.rejects(run(line, { secrets }), (error) => {
      assert.ok(error instanceof Failure)
      assert.equal(error.parts.answer, '(65520 characters)\nlast')
      return true
    })
    assert.equal(
      await run(`sh -c '{ ${flood}; ${flood}; } >&2; printf eyJhbGciOiJ9.eyJzdWIiOiJ9.c2lnbmF0dXJl'`),
      'eyJhbGciOiJ9.eyJzdWIiOiJ9.c2lnbmF0dXJl',
    )
  })

  it('says no half of a secret that a long line ends in', async () => {
    const secrets = new SecretRegistry()
    secrets.mask('correct-horse-battery-staple')
    const line = `sh -c 'printf "%0190d correct-horse-battery-staple" 0 >&2; exit 1'`
    await assert.rejects(run(line, { secrets }), (error) => {
      assert.ok(error instanceof Failure)
      assert.equal(error.parts.answer, `${'0'.repeat(190)} ***`)
      return true
    })
  })

  it('says no token that its failure repeats', async () => {
    const secrets = new SecretRegistry()
    const line = `sh -c 'echo correct-horse; echo "no: correct-horse, /usr/bin/agent-of-the-job" >&2; exit 1'`
    await assert.rejects(run(line, { secrets }), (error) => {
      assert.ok(error instanceof Failure)
      assert.equal(error.parts.answer, 'no: ***, /usr/bin/agent-of-the-job')
      return true
    })
  })
})
