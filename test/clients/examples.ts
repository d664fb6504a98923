import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { proxyExceptions } from '../../src/identity-endpoint/surroundings.ts'
import { blocks, page, section } from '../docs/pages.ts'
import { startResourceManager } from '../emulator/resource-manager.ts'
import { startScenario } from '../scenario.ts'
import { type Ended, run } from './ask.ts'
import { startEndpoint } from './endpoint.ts'

/** Where an example of docs/long-jobs.md runs. */
export interface Job {
  /** Empty, for files of the example. */
  folder: string
  env: Record<string, string | undefined>
}

const longJobs = page('docs/long-jobs.md')
const ARM = 'management.azure.com'

/** The block of code of an example, by its heading. */
export function sourceOf(heading: string, language: string): string {
  const [source] = blocks({ ...longJobs, text: section(longJobs, heading) }, language)
  assert.ok(source, `${heading} has no ${language}`)
  return source
}

/** The script of the step of an example. */
export function scriptOf(heading: string): string {
  const steps: { name?: string; run?: string }[] = parse(sourceOf(heading, 'yaml'))
  return steps.find(({ name }) => name === 'Deploy')?.run ?? ''
}

/** Runs an example beside an endpoint, where it must list the environments, and ask for no token twice. */
export async function checkExample(start: (job: Job) => Promise<Ended>): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const scenario = stack.use(await startScenario())
  const { emulator, tenant, app } = scenario
  emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Contoso Dev' })
  emulator.powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })
  const resourceManager = stack.use(await startResourceManager({ hosts: [ARM] }))
  emulator.proxy.elsewhere.set(ARM, resourceManager.port)
  const folder = await mkdtemp(join(tmpdir(), 'example-'))
  stack.defer(() => rm(folder, { recursive: true }))
  const caPath = join(folder, 'ca.pem')
  await writeFile(caPath, (await readFile(emulator.caPath, 'utf8')) + resourceManager.caPem)
  const { variables } = stack.use(
    await startEndpoint(scenario, ['https://api.powerplatform.com', `https://${ARM}`]),
  )
  const { code, stdout, stderr } = await start({
    folder,
    env: {
      ...{ PATH: process.env.PATH, HOME: folder, ...variables },
      ...{ AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential', AZURE_CONFIG_DIR: join(folder, 'azure') },
      ...{ HTTPS_PROXY: emulator.proxy.url, NODE_USE_ENV_PROXY: '1', NODE_EXTRA_CA_CERTS: caPath },
      ...{ CURL_CA_BUNDLE: caPath, REQUESTS_CA_BUNDLE: caPath, SSL_CERT_FILE: caPath },
      // As the step that starts the endpoint has it.
      ...proxyExceptions({ HTTPS_PROXY: emulator.proxy.url }),
      AZURE_CORE_COLLECT_TELEMETRY: 'false',
    },
  })
  assert.equal(code, 0, stderr)
  assert.match(stdout, /Contoso Dev/)
}

/** Runs the script of a step, as the runner does. */
export const inBash =
  (heading: string, path = '') =>
  ({ env }: Job): Promise<Ended> =>
    run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', scriptOf(heading)], {
      ...env,
      PATH: [path, env.PATH].filter(Boolean).join(':'),
    })
