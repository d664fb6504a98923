import { randomBytes } from 'node:crypto'
import type { ServiceConnection } from './azure-devops-connection.ts'
import { azureDevOpsHost } from './hosts.ts'

/** A file of the library, which a job downloads with a ticket. */
export interface SecureFile {
  id: string
  name: string
  content: Buffer
}

/** Where a job runs. */
export interface JobProject {
  id: string
  name: string
  organization: { id: string; name: string; issuer: string }
}

export interface PipelineJobOptions {
  /** `Deploy` if not given */
  stage?: string
  name?: string
  /** The pipeline's name, in the subject of a token for no connection */
  pipeline?: string
  /** Connections that the job's own steps name in an input */
  connections?: readonly ServiceConnection[]
  /** More that other jobs of the stage name, so that a token may be had for them, too */
  references?: readonly ServiceConnection[]
  secureFiles?: readonly SecureFile[]
  hostType?: 'build' | 'release'
  /** URLs on Azure DevOps' own host names, for a client that goes through the proxy */
  realHosts?: boolean
  /** Those of an organization that still has its old ones: `https://contoso.visualstudio.com/` */
  oldUrls?: boolean
  /** False where the server doesn't say where tokens come from, and a client must put that together */
  saysOidcRequestUri?: boolean
}

/** A job as its agent is told of it. */
export class PipelineJob {
  readonly id = crypto.randomUUID() as string
  readonly planId = crypto.randomUUID() as string
  readonly project: JobProject
  readonly stage: string
  readonly name: string
  readonly pipeline: string
  readonly hostType: 'build' | 'release'
  readonly connections: readonly ServiceConnection[]
  /** With tickets of this job */
  readonly secureFiles: readonly { id: string; name: string; ticket: string }[]
  /** System.AccessToken, which works until the job ends */
  readonly accessToken = systemAccessToken()
  readonly oidcRequestUri: string
  readonly variables: Record<string, string | undefined>
  isOver = false
  readonly #references: readonly ServiceConnection[]

  constructor(project: JobProject, origin: string, options: PipelineJobOptions) {
    const { organization } = project
    const { connections = [], references = [], secureFiles = [] } = options
    this.project = project
    this.stage = options.stage ?? 'Deploy'
    this.name = options.name ?? 'Deploy'
    this.pipeline = options.pipeline ?? 'Deploy'
    this.hostType = options.hostType ?? 'build'
    this.connections = connections
    this.#references = [...connections, ...references]
    this.secureFiles = secureFiles.map(({ id, name }) => {
      return { id, name, ticket: randomBytes(48).toString('base64url') }
    })
    const collection = !options.realHosts
      ? `${origin}/${organization.name}/`
      : options.oldUrls
        ? `https://${organization.name}.visualstudio.com/`
        : `https://${azureDevOpsHost}/${organization.name}/`
    const plan = `hubs/${this.hostType}/plans/${this.planId}/jobs/${this.id}`
    this.oidcRequestUri = `${collection}${project.id}/_apis/distributedtask/${plan}/oidctoken`
    this.variables = {
      'system.collectionId': organization.id,
      'system.collectionUri': collection,
      'system.teamFoundationCollectionUri': collection,
      'system.teamFoundationServerUri': collection,
      'system.taskDefinitionsUri': collection,
      'system.teamProject': project.name,
      'system.teamProjectId': project.id,
      'system.hostType': this.hostType,
      'system.planId': this.planId,
      'system.jobId': this.id,
      'system.stageName': this.stage,
      'system.phaseName': this.name,
      'system.oidcRequestUri': options.saysOidcRequestUri === false ? undefined : this.oidcRequestUri,
    }
  }

  /** The step's own name within the run, as refusals have it. */
  get identifier(): string {
    return `${this.stage}.${this.name}.__default`
  }

  references(connectionId: string): ServiceConnection | undefined {
    return this.#references.find(({ id }) => id === connectionId.toLowerCase())
  }
}

/** It looks like a JWT; nobody but Azure DevOps can read what it means. */
function systemAccessToken(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    nameid: crypto.randomUUID(),
    scp: 'app_token',
    sid: crypto.randomUUID(),
    iss: 'app.vstoken.visualstudio.com',
    aud: `app.vstoken.visualstudio.com|vso:${crypto.randomUUID()}`,
    nbf: now,
    exp: now + 3600,
  }
  const signature = randomBytes(256).toString('base64url')
  return `${part({ typ: 'JWT', alg: 'RS256', x5t: 'emulated' })}.${part(claims)}.${signature}`
}
