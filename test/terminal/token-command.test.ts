import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { gone } from '../identity-endpoint/processes.ts'
import { trust } from '../scenario.ts'
import {
  assertPrinted,
  assertRefused,
  type CommandLineScenario,
  node,
  program,
  startCommandLine,
} from './command-line.ts'

const folder = mkdtempSync(join(tmpdir(), 'token-command-'))
const log = join(folder, 'log')
let scenario: CommandLineScenario
let jwt: string
let env: Record<string, string>

before(async () => {
  scenario = await startCommandLine({ remembersIssuers: true })
  trust(scenario)
  jwt = await scenario.emulator.github.mint()
  const path = `${folder}:${process.env.PATH}`
  env = { PATH: path, TOKEN_OF_JOB: jwt, LOG: log, AZURE_CLIENT_SECRET: 'Abc8Q~of-another-app' }
  // What a CI system's agent does: it writes down what it gets, and prints the token.
  agent('agent', 'printf "%s\\0" "$@" >>"$LOG"; env >"$LOG.env"; printf "%s\\n" "$TOKEN_OF_JOB"')
})
after(async () => {
  await scenario[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

function agent(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
}

const run = (command: string, args: readonly string[] = []) => {
  writeFileSync(log, '')
  return scenario.command(['token', '--federated-token-command', command, ...args], { env, hidden: [jwt] })
}

const argumentsOf = () => readFileSync(log, 'utf8').split('\0').slice(0, -1)

describe('--federated-token-command', () => {
  it('runs without a shell, for the audience, and without the secrets of this program', async () => {
    const words = `oidc  get --claims '{"aud": "{audience}"}' "a \\"b\\"" c\\ d '$HOME;' ~ *`
    const result = await run(`agent ${words}`, ['--cloud', 'public'])
    assertPrinted(result)
    assert.equal(result.recorded[0]?.form?.get('client_assertion'), jwt)
    assert.ok(result.stderr.startsWith('Credential: federated, because --federated-token-command is set\n'))
    const aud = 'api://AzureADTokenExchange'
    const expected = ['oidc', 'get', '--claims', `{"aud": "${aud}"}`, 'a "b"', 'c d', '$HOME;', '~', '*']
    assert.deepEqual(argumentsOf(), expected)
    const given = readFileSync(`${log}.env`, 'utf8')
    assert.match(given, /^AZURE_CLIENT_ID=/m)
    assert.doesNotMatch(given, /AZURE_CLIENT_SECRET|Abc8Q~/)
  })

  it('runs anew for each token that is presented', async () => {
    scenario.emulator.faults.next('login', { entraError: 700024 })
    const result = await run('agent {audience}')
    assertPrinted(result)
    assert.deepEqual(result.requests, ['login POST 401', 'login POST 200'])
    assert.equal(argumentsOf().length, 2)
  })

  it('is refused beside another credential', async () => {
    const result = await run('agent', ['--credential', 'auto', '--certificate-path', 'x.pem'])
    assertRefused(result, 2, '--federated-token-command (federated) and --certificate-path (certificate)')
    assertRefused(
      await run('agent', ['--federated-token-env', 'TOKEN_OF_JOB']),
      2,
      '--federated-token-env: came together with --federated-token-command; give one of them.',
    )
  })

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`ends with the program, by ${signal}`, async () => {
      const pidFile = join(folder, `pid-${signal}`)
      agent('slow-agent', `echo $$ >'${pidFile}.new'; mv '${pidFile}.new' '${pidFile}'; exec sleep 20`)
      const args = [program, 'token', '--federated-token-command', 'slow-agent']
      const child = spawn(node, args, { env: { ...scenario.env, ...env }, stdio: 'ignore' })
      const ended = once(child, 'close')
      while (!existsSync(pidFile)) await setTimeout(20)
      child.kill(signal)
      assert.deepEqual(await ended, [null, signal])
      // Nobody may have reaped it yet.
      await gone(Number(readFileSync(pidFile, 'utf8')))
    })
  }

  it('hides a token in what a failed command says', async () => {
    const talk = 'echo "$TOKEN_OF_JOB"; echo "no job: $TOKEN_OF_JOB bkaj_4f7a9c0e1d2b3a4c5d6e" >&2; exit 3'
    agent('failing-agent', talk)
    const result = await run('failing-agent')
    assertRefused(result, 1, 'failing-agent ended with exit code 3', /^Answer: no job: \*\*\* \*\*\*$/m)
    assert.match(result.stderr, /^More: \S+#command-of-the-federated-token$/m)
    assert.deepEqual(result.requests, [])
  })
})
