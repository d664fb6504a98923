import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ownInputs } from '../src/hosts/github/own-inputs.ts'
import { allInputs } from '../src/request/inputs.ts'
import type { App } from './emulator/app.ts'
import { type Emulator, type EmulatorOptions, originsOf, startEmulator } from './emulator/emulator.ts'
import type { Job, JobOptions } from './emulator/github.ts'
import { realHosts } from './emulator/hosts.ts'
import type { RecordedRequest } from './emulator/request.ts'
import type { Tenant } from './emulator/tenant.ts'
import { leaks } from './runner/leaks.ts'
import { type RunActionOptions, runAction } from './runner/runner.ts'
import { SharedProcess } from './runner/shared-process.ts'
import type { StepResult } from './runner/step-result.ts'

/** The repository: the folder of action.yml. */
export const actionDirectory = fileURLToPath(new URL('..', import.meta.url))

/** A tenant with one app, a repository's job, and the built action to run in it. */
export interface Scenario extends AsyncDisposable {
  emulator: Emulator
  tenant: Tenant
  app: App
  run(inputs?: Record<string, string>, options?: RunOptions): Promise<ScenarioResult>
}

export interface RunOptions extends Partial<Omit<RunActionOptions, 'inputs'>> {
  /** The job; one of octo/deploy on main unless something else is said. */
  job?: Partial<JobOptions>
  /**
   * The way to the emulator: by the real host names through its proxy or directly, as users go, or `authority-host` to
   * localhost.
   */
  way?: 'proxy' | 'direct' | 'authority-host'
  /** More values that must not be seen anywhere; the secret inputs and the token are among them anyway. */
  hidden?: string[]
}

export interface ScenarioResult extends StepResult {
  /** The action's own requests, as `service METHOD status`. */
  requests: string[]
  /** The same, whole. */
  recorded: RecordedRequest[]
  /** Where the job asks for its OIDC token, and with what. */
  jobEnv: Job['env']
}

const secretInputs = allInputs({ own: ownInputs }).filter(({ isSecret }) => isSecret)

export interface ScenarioOptions extends EmulatorOptions {
  /** The steps run in one process, one after the other: for the rows of a table whose kind is tried elsewhere on its own. */
  sharesProcess?: boolean
}

/** Starts the emulator with a tenant and an app; `await using scenario = await startScenario()`. */
export async function startScenario({
  sharesProcess = false,
  ...options
}: ScenarioOptions = {}): Promise<Scenario> {
  await using stack = new AsyncDisposableStack()
  const emulator = stack.use(await startEmulator(options))
  const sharedProcess = sharesProcess ? stack.use(new SharedProcess()) : undefined
  const tenant = emulator.entra.addTenant({ domain: 'contoso.onmicrosoft.com' })
  const app = tenant.addApp({ displayName: 'Pipeline' })

  async function run(inputs: Record<string, string> = {}, options: RunOptions = {}): Promise<ScenarioResult> {
    const { job, way = 'proxy', hidden = [], env, nodeArguments = [], ...rest } = options
    const jobOptions = { repository: 'octo/deploy', realHosts: way !== 'authority-host', ...job }
    const { env: jobEnv } = emulator.github.job(jobOptions)
    const wayEnv = way === 'proxy' ? { HTTPS_PROXY: emulator.proxy.url } : {}
    const wayInputs: Record<string, string> =
      way === 'authority-host' ? { 'authority-host': emulator.loginOrigin } : {}
    const before = emulator.requests.length
    const result = await runAction({
      actionDirectory,
      ...(process.env.ACTION_MAIN && { main: process.env.ACTION_MAIN }),
      inputs: { 'tenant-id': tenant.id, 'client-id': app.clientId, ...wayInputs, ...inputs },
      env: {
        GITHUB_REPOSITORY: jobOptions.repository,
        ...jobEnv,
        ...wayEnv,
        NODE_EXTRA_CA_CERTS: emulator.caPath,
        ...env,
      },
      ...(sharedProcess && { sharedProcess }),
      nodeArguments: [...(way === 'direct' ? knownHosts(placesOf(emulator)) : []), ...nodeArguments],
      ...rest,
    })
    const recorded = emulator.requests.slice(before)

    assert.deepEqual(
      emulator.unexpected,
      [],
      'the action asked for something that the emulator does not know',
    )
    const given = secretInputs.map(({ name }) => inputs[name]?.trim())
    const sent = recorded.map(({ form }) => form?.get('client_assertion') ?? undefined)
    const secrets = [
      ...given,
      ...sent,
      ...hidden,
      result.outputs['access-token'],
      jobEnv.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
    ]
    for (const secret of new Set(secrets)) {
      if (secret) assert.deepEqual(leaks(result, secret), [], `leaked: ${secret.slice(0, 8)}…`)
    }
    const requests = recorded.map(({ service, method, status }) => `${service} ${method} ${status ?? 'none'}`)
    return { ...result, requests, recorded, jobEnv }
  }

  const running = stack.move()
  return { emulator, tenant, app, run, [Symbol.asyncDispose]: () => running.disposeAsync() }
}

/** Where a connection to a host goes. */
export type KnownHosts = Record<string, { host: string; port: number }>

/** Arguments of Node that lead real host names to local ports. */
export function knownHosts(hosts: KnownHosts): string[] {
  const module = new URL('faults/known-hosts.mjs', import.meta.url)
  module.searchParams.set('hosts', JSON.stringify(hosts))
  return ['--import', module.href]
}

function placesOf(emulator: Emulator): KnownHosts {
  const origins = originsOf(emulator)
  const places = [...realHosts].map(([host, service]) => {
    return [host, { host: '127.0.0.1', port: Number(new URL(origins[service]).port) }]
  })
  return Object.fromEntries(places)
}

/** Lets the app trust a job. @returns the subject */
export function trust(
  { emulator, app }: Scenario,
  job: Partial<JobOptions> = {},
  audience = 'api://AzureADTokenExchange',
): string {
  const { issuer, subject } = emulator.github.job({ repository: 'octo/deploy', ...job })
  app.addFederatedCredential({ issuer, subject, audience })
  return subject
}

/** Asserts a step with a token, and answers the token's claims as the emulator made them. */
export function assertToken(result: ScenarioResult): string {
  assert.equal(result.outcome, 'success', result.log + result.stderr)
  const token = result.outputs['access-token']
  assert.ok(token, 'no token in the outputs')
  assert.equal(result.stderr, '')
  return token
}

/** Asserts a step that failed with these words in its one error, and without a token. */
export function assertFailure(result: ScenarioResult, ...words: (string | RegExp)[]): void {
  assert.equal(result.outcome, 'failure', result.log)
  assert.equal(result.exitCode, 1, result.log + result.stderr)
  assert.equal(result.outputs['access-token'], undefined)
  const message = theError(result)
  for (const word of words) {
    assert.ok(
      typeof word === 'string' ? message.includes(word) : word.test(message),
      `${word} is not in:\n${message}`,
    )
  }
}

/** The one error of a step, whose link must lead to a heading that is there. */
export function theError({ annotations, log }: ScenarioResult): string {
  const [error, ...others] = annotations.filter(({ type }) => type === 'error')
  assert.ok(error && others.length === 0, log)
  const link = /^More: https:\/\/github\.com\/OWNER\/power-platform-token\/blob\/v1\/(\S+)#(\S+)$/m.exec(log)
  assert.ok(link, `no link to the documentation in:\n${log}`)
  const [, path = '', anchor = ''] = link
  assert.ok(anchors(path).includes(anchor), `${path} has no heading #${anchor}`)
  return error.message
}

/** Of a page's headings, as GitHub makes them: lower case, no punctuation, hyphens for spaces. */
function anchors(path: string): string[] {
  const page = readFileSync(join(actionDirectory, path), 'utf8')
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
