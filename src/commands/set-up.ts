import type { HttpClient } from '../http/client.ts'
import { ServiceClient } from '../plan/service-client.ts'
import type { Known, Plan, SecretPlace } from '../plan/step.ts'
import type { Administrator } from '../ports/administrator.ts'
import type { Host } from '../ports/host.ts'
import { readWanted } from '../request/set-up/read-wanted.ts'
import type { Wanted } from '../request/set-up/wanted.ts'
import { Retries } from '../retry/retry.ts'
import type { ExitCode } from './exit-code.ts'
import { carryOut } from './set-up/carry-out.ts'
import { explainStep } from './set-up/explain-step.ts'
import { makePlan, makePlanOfAll } from './set-up/make-plan.ts'
import { type Belonging, findBelongings } from './set-up/take-away.ts'
import { tell } from './tell.ts'

/** Seconds for all requests together, without waiting for what spreads. */
const TIMEOUT = 300
/** Seconds that new objects get to spread through the directory: minutes were seen. */
const PROPAGATION = 300

/** What a host does for a set-up. */
export interface SetUpDesk {
  /** The repository of this folder, as owner/name, if it is known. */
  here: string | undefined
  administrator: Administrator
  /** Asks whether to go on. @throws {Failure} if nobody can be asked */
  confirm(question: string, lines: readonly string[]): Promise<boolean>
  /** Keeps a new secret. @throws {Failure} */
  keep(place: SecretPlace, value: string): Promise<void>
}

/** Shows a plan, and does nothing. */
export function planSetUp(
  host: Host,
  here: string | undefined,
  show: (plan: Plan) => void,
): Promise<ExitCode> {
  return tell(host, async () => show(makePlan(readWanted(host, here))))
}

/** Carries a plan out. @param show gets what is wanted, and what is known in the end */
export function setUp(
  host: Host,
  http: HttpClient,
  desk: SetUpDesk,
  show: (wanted: Wanted, known: Known) => void,
): Promise<ExitCode> {
  return tell(host, async () => {
    const wanted = readWanted(host, desk.here)
    const plan = makePlan(wanted)
    const lines = plan.steps.map(({ purpose }, index) => `${index + 1}. ${purpose}`)
    if (!(await desk.confirm(`Set this up in tenant ${plan.tenantId}?`, lines))) return
    const known = await carryOut(plan, {
      client: clientOf(plan, host, http, desk),
      told: ({ purpose }, outcome) => host.log.info(`${purpose.replace(/\.$/, '')}: ${outcome}.`),
      keep: (place, value) => {
        host.secrets.mask(value)
        return desk.keep(place, value)
      },
      explain: (step, failure) => explainStep(step, plan, failure),
    })
    show(wanted, known)
  })
}

/** Takes away what belongs to the app alone. */
export function takeDown(host: Host, http: HttpClient, desk: SetUpDesk): Promise<ExitCode> {
  return tell(host, async () => {
    const plan = makePlanOfAll(readWanted(host, desk.here))
    const client = clientOf(plan, host, http, desk)
    const belongings = await findBelongings(plan, client)
    if (belongings.length === 0) {
      host.log.info(`Nothing is there that belongs to an app called ${plan.given.uniqueName} alone.`)
      return
    }
    const lines = belongings.map(describe)
    if (!(await desk.confirm(`Take this away from tenant ${plan.tenantId}?`, lines))) return
    for (const belonging of belongings) {
      await client.make(belonging.request)
      host.log.info(`Gone: ${describe(belonging)}`)
    }
    host.log.info("Power Platform API's own service principal stays: others may use it by now.")
  })
}

function describe({ step, request }: Belonging): string {
  return `${step.id}: ${request.method} ${request.url}`
}

function clientOf(plan: Plan, host: Host, http: HttpClient, { administrator }: SetUpDesk): ServiceClient {
  const retries = new Retries({
    timeout: TIMEOUT,
    waitForPropagation: PROPAGATION,
    words: host.words,
    info: (line) => host.log.info(line),
  })
  return new ServiceClient({ plan, administrator, http, retries })
}
