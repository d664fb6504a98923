import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunTaskOptions, runTask } from '../agent/agent.ts'
import type { TaskResult } from '../agent/task-result.ts'
import type { Variable } from '../agent/variables.ts'
import type { App } from '../emulator/app.ts'
import type { ServiceConnection } from '../emulator/azure-devops-connection.ts'
import type { PipelineJob } from '../emulator/azure-devops-job.ts'
import type { Project } from '../emulator/azure-devops-organization.ts'
import { type Emulator, startEmulator } from '../emulator/emulator.ts'
import type { RecordedRequest } from '../emulator/request.ts'
import type { Tenant } from '../emulator/tenant.ts'
import { leaks } from '../runner/leaks.ts'
import { actionDirectory } from '../scenario.ts'

export interface PipelineRun extends Partial<Omit<RunTaskOptions, 'taskDirectory' | 'job'>> {
  /** Those that the stage refers to, the first of which the step names. */
  uses?: readonly ServiceConnection[]
  /** More values that must not be seen anywhere. */
  hidden?: readonly string[]
  /** Of the job, such as older addresses. */
  job?: Parameters<Project['job']>[0]
  /** More of the job's variables, such as those of a pull request. */
  variables?: Record<string, string>
  /** The same, hidden as all secrets are. */
  secretVariables?: Record<string, string>
  /** The step before in the same job, whose outputs are variables now. */
  after?: PipelineResult
}

export interface PipelineResult extends TaskResult {
  /** The task's own requests, as `service METHOD status`. */
  requests: string[]
  /** The same, as they came. */
  recorded: RecordedRequest[]
  /** As a later step gets it. */
  token: string | undefined
  job: PipelineJob
}

/** A tenant with an app, a project of Azure DevOps, and the built task to run in its pipelines. */
export interface PipelineScenario extends AsyncDisposable {
  emulator: Emulator
  tenant: Tenant
  app: App
  project: Project
  run(inputs: Record<string, string>, options?: PipelineRun): Promise<PipelineResult>
}

/** Starts the emulator, and lays out the task as the extension has it. */
export async function startPipelines(): Promise<PipelineScenario> {
  const emulator = await startEmulator({ remembersIssuers: true })
  const tenant = emulator.entra.addTenant({ domain: 'contoso.onmicrosoft.com' })
  const app = tenant.addApp({ displayName: 'Pipeline' })
  const project = emulator.azureDevOps.addOrganization().addProject()
  const taskDirectory = mkdtempSync(join(tmpdir(), 'task-'))
  for (const [from, to] of [
    ['azure-pipelines/task/task.json', 'task.json'],
    ['dist/azure-pipelines.cjs', 'task.cjs'],
  ] as const)
    cpSync(join(actionDirectory, from), join(taskDirectory, to))

  async function run(
    inputs: Record<string, string>,
    {
      uses = [],
      hidden = [],
      job: jobOptions,
      variables = {},
      secretVariables = {},
      after,
      name = 'token',
      env = {},
      ...options
    }: PipelineRun = {},
  ): Promise<PipelineResult> {
    const job = after?.job ?? project.job({ connections: [...uses], realHosts: true, ...jobOptions })
    const left = Object.values(after?.variables ?? {})
    const before = emulator.requests.length
    const result = await runTask({
      ...options,
      taskDirectory,
      name,
      inputs,
      job: {
        variables: { ...job.variables, ...valuesOf(left.filter(({ isSecret }) => !isSecret)), ...variables },
        secretVariables: { ...valuesOf(left.filter(({ isSecret }) => isSecret)), ...secretVariables },
        accessToken: job.accessToken,
      },
      connections: job.connections,
      secureFiles: job.secureFiles,
      env: { HTTPS_PROXY: emulator.proxy.url, NODE_EXTRA_CA_CERTS: emulator.caPath, ...env },
    })
    const recorded = emulator.requests.slice(before)
    assert.deepEqual(emulator.unexpected, [], 'the task asked for something that the emulator does not know')
    assert.deepEqual(result.blockedCommands, [], 'the agent took a command for one that it does not allow')
    assert.deepEqual(result.blockedVariables, [])
    const token = result.expand(`$(${name}.accessToken)`)
    const isToken = token !== `$(${name}.accessToken)`
    const secrets = [
      ...hidden,
      ...Object.values(secretVariables),
      job.accessToken,
      ...(isToken ? [token] : []),
      ...left.filter(({ isSecret }) => isSecret).map(({ value }) => value),
      ...recorded.map(({ form }) => form?.get('client_assertion') ?? ''),
    ]
    for (const secret of new Set(secrets)) if (secret) assert.deepEqual(leaks(result, secret), [], 'leaked')
    const requests = recorded.map(({ service, method, status }) => `${service} ${method} ${status ?? 'none'}`)
    return { ...result, requests, recorded, job, token: isToken ? token : undefined }
  }

  return {
    ...{ emulator, tenant, app, project, run },
    async [Symbol.asyncDispose]() {
      rmSync(taskDirectory, { recursive: true, force: true })
      await emulator[Symbol.asyncDispose]()
    },
  }
}

const valuesOf = (variables: readonly Variable[]) =>
  Object.fromEntries(variables.map(({ name, value }) => [name, value]))
