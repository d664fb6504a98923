import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { Http } from '../../src/http.ts'
import type { Fault } from '../emulator/faults.ts'
import { listen } from '../emulator/listener.ts'
import { startScenario, trust } from '../scenario.ts'

const hangs: [name: string, fault: Fault][] = [
  ['before its headers', { hang: 'before-headers' }],
  ['within its body', { hang: 'in-body' }],
  ['drop by drop', { trickle: 100, body: '.'.repeat(1000) }],
  ['too late', { delay: 60_000 }],
]
const hosts = {
  oidc: 'run-actions-1-azure-eastus.actions.githubusercontent.com',
  login: 'login.microsoftonline.com',
  api: 'api.powerplatform.com',
} as const

describe('an answer that never ends', { concurrency: 6 }, () => {
  for (const [name, fault] of hangs) {
    for (const service of ['oidc', 'login', 'api'] as const) {
      it(`of ${service}, ${name}, ends the step with its timeout`, async () => {
        await using scenario = await startScenario()
        trust(scenario)
        scenario.emulator.faults.always(service, fault)
        const result = await scenario.run({ verify: 'true', timeout: '2' })
        assert.equal(result.timedOut, false)
        assert.equal(result.outcome, 'failure')
        assert.equal(result.exitCode, 1)
        assert.equal('access-token' in result.outputs, service === 'api')
        const [error, ...more] = result.annotations
        assert.deepEqual(more, [])
        assert.match(
          error?.message ?? '',
          new RegExp(
            `^${hosts[service]} didn't answer before the step's timeout\nTried: (GET|POST) https://${hosts[service]}/`,
          ),
        )
        assert.match(error?.message ?? '', / had (\d\.\d|[12]) s left of the timeout /)
        assert.ok(result.durationMs >= 1900 && result.durationMs < 4500, `${result.durationMs} ms`)
      })
    }
  }

  it('has a limit of its own, and is asked for again', async () => {
    let requests = 0
    const server = createServer((_request, response) => {
      requests += 1
      if (requests > 1) response.end('whole')
      else response.write('part')
    })
    await using listener = await listen(server as never)
    const lines: string[] = []
    const http = new Http({ timeout: 10, info: (line) => lines.push(line), debug: () => {} })
    const url = `http://127.0.0.1:${listener.port}/`
    const response = await http.fetch({ method: 'GET', url, timeout: 200 })
    assert.equal(response.body, 'whole')
    assert.match(lines.join('\n'), /^Retry 1 in \d\.\d s: no answer in 0\.2 s$/)
  })

  it('leaves no token when the runner ends the step', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    scenario.emulator.faults.always('login', { hang: 'before-headers' })
    const controller = new AbortController()
    const run = scenario.run({}, { signal: controller.signal })
    while (scenario.emulator.requests.length < 2) await setImmediate()
    controller.abort()
    const result = await run
    assert.equal(result.signal, 'SIGTERM')
    assert.equal(result.outcome, 'failure')
    assert.deepEqual(result.outputs, {})
  })
})
