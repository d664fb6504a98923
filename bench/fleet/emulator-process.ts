import { startScenario, trust } from '../../test/scenario.ts'
import type { Arrival, FleetPlace, Order } from './protocol.ts'
import { RateLimit } from './rate-limit.ts'

/* Plays Entra for the process that forked it: with a limit, if it is told one, and writing down what comes when. */
const scenario = await startScenario({ remembersIssuers: true })
const { emulator, tenant, app } = scenario
const subject = trust(scenario)

let limit: RateLimit | undefined
let started: number | undefined
const arrivals: Arrival[] = []
const seen = new Set<string>()

emulator.faults.always('login', () => {
  const now = performance.now()
  started ??= now
  // The request is written down before its fault is asked for.
  const assertion = emulator.requests.pop()?.form?.get('client_assertion') ?? ''
  const fault = limit?.decide(now)
  arrivals.push({ at: now - started, first: !seen.has(assertion), granted: !fault })
  seen.add(assertion)
  return fault
})

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'limit':
      limit = order.limit && new RateLimit(order.limit)
      return true
    case 'mint':
      return Promise.all(Array.from({ length: order.count }, () => emulator.github.mint({ sub: subject })))
    case 'arrivals':
      started = undefined
      seen.clear()
      return arrivals.splice(0)
  }
}

process.on('message', async (order: Order) => process.send?.(await obey(order)))
process.on('disconnect', () => emulator[Symbol.asyncDispose]())
process.send?.({
  caPath: emulator.caPath,
  loginOrigin: emulator.loginOrigin,
  tenantId: tenant.id,
  clientId: app.clientId,
} satisfies FleetPlace)
