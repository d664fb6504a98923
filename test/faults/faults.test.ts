import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Service } from '../emulator/hosts.ts'
import {
  assertToken,
  type Scenario,
  type ScenarioResult,
  startScenario,
  theError,
  trust,
} from '../scenario.ts'
import { startPlaces, writeCas } from './places.ts'
import { type End, type FaultRow, MARK, rows, STRANGER } from './rows.ts'
import { hosts, type Way, ways } from './ways.ts'

const services = ['oidc', 'login', 'api'] as const
type Asked = (typeof services)[number]

/** The least that makes the action ask a service. */
const inputsFor = ({ app }: Scenario): Record<Asked, Record<string, string>> => {
  const secret = app.addSecret()
  return {
    oidc: {},
    login: { 'client-secret': secret },
    api: { 'client-secret': secret, verify: 'true' },
  }
}

const places = await startPlaces()
after(() => places[Symbol.asyncDispose]())

for (const [name, way] of Object.entries(ways)) {
  for (const service of [...services, 'all'] as const) {
    const own = rows.filter((row) =>
      service === 'all' ? row.services === 'all' : row.services.includes(service),
    )
    // Rows that wait cost no work, so many of them may wait at once; each share has a scenario of its own.
    const waiting = own.filter(({ timeout }) => timeout !== undefined)
    const quick = own.filter(({ timeout }) => timeout === undefined)
    const half = Math.ceil(quick.length / 2)
    const shares = [quick.slice(0, half), quick.slice(half), ...waiting.map((row) => [row])]

    describe(`${service}, ${name}`, { concurrency: 6 }, () => {
      for (const share of shares) {
        const title = share.length === 1 ? share[0]?.name : `${share.length} faults`
        it(title ?? '', async (t) => {
          await using scenario = await startScenario({ sharesProcess: share.length > 1 })
          const inputs = service === 'all' ? { verify: 'true' } : inputsFor(scenario)[service]
          const faulty = service === 'all' ? services : [service]
          trust(scenario)
          const { emulator, app } = scenario
          emulator.powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })
          for (const row of share) {
            await t.test(row.name, () => assertRow(row, { scenario, faulty, way, inputs }))
          }
        })
      }
    })
  }
}

interface Stage {
  scenario: Scenario
  /** The services that meet the fault. */
  faulty: readonly Service[]
  way: Way
  inputs: Record<string, string>
}

async function assertRow(row: FaultRow, stage: Stage): Promise<void> {
  const { scenario, faulty, way, inputs } = stage
  const { faults } = scenario.emulator
  const given = row.faults
  for (const service of faulty) {
    if (given) faults.next(service, given)
    if (row.always) faults.always(service, row.always)
  }
  const {
    env,
    hidden = [],
    ...options
  } = way(
    scenario,
    places,
    Object.fromEntries(row.place ? faulty.map((service) => [service, row.place]) : []),
  )
  const result = await scenario.run(
    { ...inputs, timeout: String(row.timeout ?? 60) },
    {
      ...options,
      env: { ...env, NODE_EXTRA_CA_CERTS: await writeCas(scenario.emulator.caPath, places) },
      hidden: [...hidden, MARK],
      debug: true,
    },
  )
  faults.clear()
  for (const service of faulty) assertEnd(row, result, service)

  for (const service of faulty) {
    const asked = result.recorded.filter((request) => request.service === service)
    if (row.requests !== undefined) assert.equal(asked.length, row.requests, result.requests.join(', '))
    else assert.ok(asked.length >= 1)
  }
  assert.deepEqual(places.requests, [], 'a server that is not the right one was asked')
  for (const { host } of result.recorded) assert.notEqual(host, STRANGER, 'a redirect was followed')
  const seconds = result.durationMs / 1000
  const most = row.timeout ? row.timeout + 2.5 : 4 + 2 * faulty.length
  assert.ok(seconds >= (row.least ?? 0) && seconds < most, `${seconds} s`)
}

/** Exit code 0 if and only if the token is in the outputs; but a token that `verify` finds fault with stays there. */
function assertEnd({ end }: FaultRow, result: ScenarioResult, service: Service): void {
  const isOne = typeof end === 'string' || end instanceof RegExp
  const expected: End | undefined = isOne ? end : end[service]
  assert.ok(expected !== undefined, `no end for ${service}`)
  assert.equal(result.timedOut, false)
  if (expected === 'token') {
    assertToken(result)
    return
  }
  assert.equal(result.exitCode, 1, result.log)
  assert.equal('access-token' in result.outputs, service === 'api')
  const host = hosts[service]
  const pattern =
    typeof expected === 'string'
      ? RegExp.escape(expected.replaceAll('HOST', host))
      : expected.source.replaceAll('HOST', RegExp.escape(host))
  assert.match(theError(result), new RegExp(pattern))
}

describe('a proxy that fails, before each service', { concurrency: 4 }, () => {
  for (const service of ['oidc', 'login', 'api'] as const) {
    it(`${service}: it takes no such user`, async () => {
      await using scenario = await startScenario()
      const result = await behindBroken(scenario, service, ({ emulator: { proxy } }) => {
        // The right ones for whoever comes before.
        proxy.demand.set(hosts[service], { username: 'x', password: 'y' })
      })
      assert.match(theError(result), /The proxy demands a user name and password \(HTTP 407\)/)
    })

    it(`${service}: it dies`, async () => {
      await using scenario = await startScenario()
      const result = await behindBroken(scenario, service, ({ emulator: { proxy } }) => {
        proxy.dies.add(hosts[service])
      })
      assert.match(theError(result), /The proxy made no connection to |broke before the whole answer came/)
    })
  }
})

async function behindBroken(
  scenario: Scenario,
  service: Asked,
  prepare: (scenario: Scenario) => void,
): Promise<ScenarioResult> {
  prepare(scenario)
  trust(scenario)
  const result = await scenario.run({ ...inputsFor(scenario)[service], timeout: '1' })
  assert.equal(result.exitCode, 1)
  assert.equal('access-token' in result.outputs, service === 'api')
  assert.equal(result.recorded.filter((request) => request.service === service).length, 0)
  return result
}

describe('SIGTERM in the middle', { concurrency: 3 }, () => {
  for (const service of ['oidc', 'login', 'api'] as const) {
    it(`of the request to ${service} ends the step with a failure`, async () => {
      await using scenario = await startScenario()
      trust(scenario)
      scenario.emulator.faults.always(service, { hang: 'in-body' })
      const controller = new AbortController()
      const run = scenario.run(inputsFor(scenario)[service], { signal: controller.signal })
      while (scenario.emulator.requests.at(-1)?.service !== service) await setImmediate()
      controller.abort()
      const result = await run
      assert.equal(result.signal, 'SIGTERM')
      assert.equal(result.outcome, 'failure')
      assert.equal('access-token' in result.outputs, service === 'api')
    })
  }
})
