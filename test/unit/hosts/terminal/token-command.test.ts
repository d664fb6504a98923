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
    ['is not found', 'no-such-agent oidc', 'no-such-agent is not found', 'in PATH'],
    ['can not be started', '/', 'the command could not be started', 'EACCES'],
    ['prints nothing', 'true', 'true printed nothing'],
    [
      'prints no token',
      "echo 'hunter2 hunter2'",
      'echo printed no token',
      'holds 15 characters, which are no JWT',
    ],
    [
      'prints too much',
      'sh -c \'head -c 200000 /dev/zero | tr "\\\\0" a\'',
      'holds more than 65536 characters',
    ],
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
