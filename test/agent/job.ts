import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { AgentMasker } from './masker.ts'
import type { SecureFile, ServiceEndpoint } from './service-endpoint.ts'
import { Variables } from './variables.ts'

/** The job whose step runs: what the server's message says of it. */
export interface AgentJob {
  /** Over a plausible build's; undefined takes one away, and names ignore case */
  variables?: Record<string, string | undefined>
  /** The job's secret variables, masked before the step */
  secretVariables?: Record<string, string>
  /** System.AccessToken; random if not given */
  accessToken?: string
}

/** The directories of one run, all below its own root. */
export interface AgentDirectories {
  root: string
  home: string
  /** Agent.WorkFolder */
  work: string
  /** Agent.TempDirectory */
  temp: string
  /** Build.SourcesDirectory */
  sources: string
  /** The system's folder for temporary files, TMPDIR */
  systemTemp: string
}

/** Lays them out below a root. */
export function createAgentDirectories(root: string): AgentDirectories {
  const work = path.join(root, '_work')
  const directories = {
    root,
    home: path.join(root, 'home'),
    work,
    temp: path.join(work, '_temp'),
    sources: path.join(work, '1', 's'),
    systemTemp: path.join(root, 'tmp'),
  }
  const others = ['_tool', '1/a', '1/b', '1/TestResults'].map((name) => path.join(work, name))
  for (const directory of [...Object.values(directories), ...others])
    mkdirSync(directory, { recursive: true })
  return directories
}

export interface StartedJob {
  masker: AgentMasker
  variables: Variables
  accessToken: string
}

/** What the job knows when its step begins. */
export function startJob(start: {
  job: AgentJob
  connections: readonly ServiceEndpoint[]
  secureFiles: readonly SecureFile[]
  directories: AgentDirectories
  debug: boolean
}): StartedJob {
  const { job, directories, debug } = start
  const accessToken = job.accessToken ?? randomBytes(300).toString('base64url')
  const given = lowerCased(job.variables ?? {})
  const masker = new AgentMasker(Number(given.get('azp_ignore_secrets_shorter_than') ?? 0))
  // That System.AccessToken is among the secret variables of every job is a guess; a macro expands to it.
  const secrets = { 'system.accessToken': accessToken, ...job.secretVariables }
  for (const value of Object.values(secrets)) masker.addJobSecret(value)
  for (const connection of start.connections) masker.addEndpoint(connection)
  masker.addEndpoint({ parameters: { AccessToken: accessToken } })
  for (const { ticket } of start.secureFiles) masker.addValue(ticket)

  const variables = new Variables(masker)
  const own = { ...serverVariables(), ...agentVariables(directories), 'system.debug': String(debug) }
  for (const [name, value] of Object.entries(own)) {
    // Read-only are a list of names in the agent (Constants.Variables.ReadOnlyVariables): more or less these.
    if (!given.has(name.toLowerCase())) variables.set(name, value, { isReadOnly: true })
  }
  for (const [name, value] of Object.entries(job.variables ?? {})) {
    if (value !== undefined) variables.set(name, value, { isReadOnly: /^(agent|build|system)\./i.test(name) })
  }
  for (const [name, value] of Object.entries(secrets)) variables.set(name, value, { isSecret: true })
  variables.expandThemselves()
  return { masker, variables, accessToken }
}

const lowerCased = (values: Record<string, string | undefined>) =>
  new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]))

const collection = 'https://dev.azure.com/contoso/'

/** A build of a repository in Azure Repos, as the server describes it. */
function serverVariables(): Record<string, string> {
  return {
    'build.buildId': '4711',
    'build.buildNumber': '20261128.1',
    'build.definitionName': 'Deploy',
    'build.reason': 'IndividualCI',
    'build.repository.name': 'deploy',
    'build.repository.provider': 'TfsGit',
    'build.requestedFor': 'Ada',
    'build.sourceBranch': 'refs/heads/main',
    'build.sourceBranchName': 'main',
    'build.sourceVersion': 'ffac537e6cbbf934b08745a378932722df287a53',
    'system.collectionId': 'a5f9cd0c-3c1d-4c75-8a2e-2c1f4e5d0c11',
    'system.collectionUri': collection,
    'system.culture': 'en-US',
    'system.definitionId': '12',
    'system.hostType': 'build',
    'system.jobDisplayName': 'Deploy',
    'system.jobId': '12f1170f-54f2-53f3-20dd-22fc7dff55f9',
    'system.jobName': '__default',
    'system.phaseName': 'Deploy',
    'system.planId': 'd2b62d2c-3f1f-4bbb-9f51-6c1f8a2d8a10',
    'system.serverType': 'Hosted',
    'system.stageName': 'Deploy',
    'system.taskDefinitionsUri': collection,
    'system.teamFoundationCollectionUri': collection,
    'system.teamFoundationServerUri': collection,
    'system.teamProject': 'deploy',
    'system.teamProjectId': '5f0e2b3a-7a55-4d52-9d1a-0d0a1a6f4b02',
    'system.timelineId': 'd2b62d2c-3f1f-4bbb-9f51-6c1f8a2d8a10',
  }
}

const systems: Partial<Record<NodeJS.Platform, string>> = { win32: 'Windows_NT', darwin: 'Darwin' }

/** What the agent adds (src/Agent.Worker/JobRunner.cs and Build/BuildJobExtension.cs). */
function agentVariables({ root, work, temp, sources }: AgentDirectories): Record<string, string> {
  const pipeline = path.dirname(sources)
  return {
    'agent.buildDirectory': pipeline,
    'agent.homeDirectory': root,
    'agent.id': '8',
    'agent.isSelfHosted': '0',
    'agent.jobName': 'Deploy',
    'agent.jobStatus': 'Succeeded',
    'agent.machineName': 'runnervm',
    'agent.name': 'Azure Pipelines 2',
    'agent.os': systems[process.platform] ?? 'Linux',
    'agent.osArchitecture': os.arch().toUpperCase(),
    'agent.rootDirectory': work,
    'agent.tempDirectory': temp,
    'agent.toolsDirectory': path.join(work, '_tool'),
    'agent.version': '4.276.0',
    'agent.workFolder': work,
    'build.artifactStagingDirectory': path.join(pipeline, 'a'),
    'build.binariesDirectory': path.join(pipeline, 'b'),
    'build.repository.localPath': sources,
    'build.sourcesDirectory': sources,
    'build.stagingDirectory': path.join(pipeline, 'a'),
    'common.testResultsDirectory': path.join(pipeline, 'TestResults'),
    'system.artifactsDirectory': path.join(pipeline, 'a'),
    'system.defaultWorkingDirectory': sources,
    'system.workFolder': work,
  }
}
