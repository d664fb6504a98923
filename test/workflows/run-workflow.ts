import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { RecordedRequest } from '../emulator/request.ts'
import { leaks } from '../runner/leaks.ts'
import type { Scenario } from '../scenario.ts'
import { type ActResult, runAct } from './act.ts'
import { createRepository } from './repository.ts'

export interface WorkflowOptions {
  act: string
  workflow: string
  secrets?: Record<string, string>
}

export interface WorkflowResult extends ActResult {
  /** What the jobs asked the emulator for, as `service METHOD status`. */
  requests: string[]
  /** The same, whole. */
  recorded: RecordedRequest[]
}

/**
 * Runs a workflow from beginning to end in a scenario, whose proxy is the runner's only way out. Whatever comes
 * of it, no secret and no token may be seen, and nobody may ask for anything that isn't there.
 */
export async function runWorkflow(scenario: Scenario, options: WorkflowOptions): Promise<WorkflowResult> {
  const { emulator, tenant, app } = scenario
  const { act, workflow, secrets = {} } = options
  const job = emulator.github.job({
    repository: 'octo/deploy',
    realHosts: true,
    permissions: { idToken: mayAskForToken(workflow) },
  })

  const directory = mkdtempSync(join(tmpdir(), 'workflow-'))
  try {
    const repository = join(directory, 'repository')
    mkdirSync(repository)
    createRepository(repository, workflow)
    const result = await runAct({
      act,
      home: join(directory, 'home'),
      repository,
      workflow,
      variables: { TENANT_ID: tenant.id, CLIENT_ID: app.clientId },
      secrets,
      env: {
        ...job.env,
        HTTPS_PROXY: emulator.proxy.url,
        HTTP_PROXY: emulator.proxy.url,
        NODE_EXTRA_CA_CERTS: emulator.caPath,
        CURL_CA_BUNDLE: emulator.caPath,
      },
    })

    const recorded = emulator.requests
    assertNothingUnexpected(scenario)
    const hidden = [
      ...Object.values(secrets),
      job.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
      ...recorded.flatMap(({ form }) => form?.get('client_assertion') ?? []),
      ...recorded.flatMap(({ headers }) => headers.authorization?.replace(/^Bearer /, '') ?? []),
    ]
    for (const secret of new Set(hidden)) if (secret) assertHidden(result.output, secret)
    const requests = recorded.map(({ service, method, status }) => `${service} ${method} ${status ?? 'none'}`)
    return { ...result, requests, recorded }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** act gives its environment to every job; GitHub gives these variables to those with the permission. */
function mayAskForToken(workflow: string): boolean {
  const { jobs } = parse(readFileSync(join(import.meta.dirname, workflow), 'utf8'))
  return Object.values<{ permissions?: Record<string, string> }>(jobs).some(
    ({ permissions }) => permissions?.['id-token'] === 'write',
  )
}

function assertNothingUnexpected({ emulator }: Scenario): void {
  assert.deepEqual(emulator.unexpected, [], 'a job asked for something that the emulator does not know')
  const elsewhere = emulator.proxy.connections.filter(({ status }) => status !== 200)
  assert.deepEqual(elsewhere, [], 'someone wanted to reach another host')
}

function assertHidden(output: string, secret: string): void {
  const found = leaks({ stdout: output, stderr: '', summary: '', annotations: [], files: [] }, secret)
  assert.deepEqual(found, [], `leaked: ${secret.slice(0, 8)}…`)
}
