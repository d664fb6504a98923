import type { JWTPayload } from 'jose'
import type { ServiceConnection } from './azure-devops-connection.ts'
import type { PipelineJob } from './azure-devops-job.ts'
import { Organization, type Project } from './azure-devops-organization.ts'
import {
  methodNotAllowed,
  signInNeeded,
  signInOrigin,
  signInPage,
  traced,
  vssError,
  wrapped,
} from './azure-devops-replies.ts'
import { mintConnectionToken, mintPipelineToken } from './azure-devops-token.ts'
import type { Directory } from './directory.ts'
import { azureDevOpsIssuerHost, azureDevOpsSignInHost } from './hosts.ts'
import type { RecordedRequest, Reply } from './request.ts'
import { issuerSigningKey } from './signing-key.ts'

const oidcPath =
  /^\/([^/]+)\/_apis\/distributedtask\/hubs\/([^/]+)\/plans\/([^/]+)\/jobs\/([^/]+)\/oidctoken$/i
const secureFilePath = /^\/([^/]+)\/_apis\/distributedtask\/securefiles\/([^/]+)$/i
const guid = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i
const distributedTask = 'Microsoft.TeamFoundation.DistributedTask.WebApi'

/** Azure DevOps, as far as a job asks it for its OIDC tokens and secure files; and the issuer of the older tokens. */
export class AzureDevOps {
  readonly organizations: Organization[] = []
  /** Seconds that the next tokens live; a negative number mints them already expired. */
  lifetime = 600
  readonly #origin: string
  readonly #directory: Directory

  constructor(origin: string, directory: Directory) {
    this.#origin = origin
    this.#directory = directory
  }

  /** Adds an organization; `contoso` alone has an old URL that a client can reach. */
  addOrganization({ name = 'contoso' }: { name?: string } = {}): Organization {
    const organization = new Organization(this.#origin, name)
    this.organizations.push(organization)
    return organization
  }

  /** Mints a connection's token with any claims; `forged` signs it with a key that the issuer doesn't publish. */
  mint(
    connection: ServiceConnection,
    options: { claims?: JWTPayload; forged?: boolean } = {},
  ): Promise<string> {
    return mintConnectionToken(connection, { ...this.#minting, ...options })
  }

  get #minting() {
    return { directory: this.#directory, lifetime: this.lifetime }
  }

  /** Answers the listener's requests. */
  async handle(request: RecordedRequest): Promise<Reply | undefined> {
    const reply = await this.#route(request)
    return reply && traced(request, reply)
  }

  async #route(request: RecordedRequest): Promise<Reply | undefined> {
    const host = request.host.replace(/:\d+$/, '')
    if (request.path === '/_signin' && [azureDevOpsSignInHost, 'localhost', '127.0.0.1'].includes(host)) {
      return signInPage
    }
    if (host === azureDevOpsIssuerHost) return this.#discover(request)
    const { organization, path } = this.#locate(host, request.path)
    const [, project = ''] = oidcPath.exec(path) ?? secureFilePath.exec(path) ?? []
    const found = organization?.findProject(decodeURIComponent(project))
    if (!organization || !found) return undefined

    const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
    const caller = organization.jobs.find((job) => job.accessToken === token && !job.isOver)
    if (!caller) return signInNeeded(request, signInOrigin(request))
    const asked = { request, path, project: found, caller }
    return oidcPath.test(path) ? this.#answerOidcRequest(asked) : answerSecureFileRequest(asked)
  }

  /** An organization is named by the path, or by the host where it still has its old URL. */
  #locate(host: string, path: string): { organization: Organization | undefined; path: string } {
    const find = (name: string) =>
      this.organizations.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase())
    const [, old] = /^([^.]+)\.visualstudio\.com$/.exec(host) ?? []
    if (old) return { organization: find(old), path }
    const [, name = '', rest = ''] = /^\/([^/]+)(\/.*)$/.exec(path) ?? []
    return { organization: find(decodeURIComponent(name)), path: rest }
  }

  async #discover({ path, method }: RecordedRequest): Promise<Reply | undefined> {
    if (method !== 'GET') return undefined
    if (path === '/.well-known/jwks') {
      const { jwk } = await issuerSigningKey(azureDevOpsIssuerHost)
      return { status: 200, body: { keys: [{ ...jwk, alg: 'RS256' }] } }
    }
    const [, id] = /^\/([^/]+)\/\.well-known\/openid-configuration$/.exec(path) ?? []
    const organization = this.organizations.find((candidate) => candidate.id === id)
    return organization && { status: 200, body: discovery(organization.issuer) }
  }

  /**
   * The order of its refusals is a guess: who asks comes first, then how, then for what.
   */
  async #answerOidcRequest({ request, path, project, caller }: Asked): Promise<Reply> {
    const [, , hub = '', planId = '', jobId = ''] = oidcPath.exec(path) ?? []
    if (request.method !== 'POST') return methodNotAllowed(request.method, 'POST')
    const refusal = refuseVersion(request)
    if (refusal) return refusal
    const job = project.jobs.find((candidate) => candidate.planId === planId.toLowerCase())
    if (!job || job.hostType !== hub.toLowerCase()) {
      return vssError(404, {
        typeKey: 'TaskOrchestrationPlanNotFoundException',
        message: `No plan found for identifier ${planId}.`,
        namespace: distributedTask,
      })
    }
    // Status and words of these two are guesses.
    if (job.id !== jobId.toLowerCase()) {
      return vssError(404, {
        typeKey: 'TaskOrchestrationJobNotFoundException',
        message: `No job found for identifier ${jobId} in plan ${planId}.`,
        namespace: distributedTask,
      })
    }
    if (job !== caller) {
      return vssError(403, {
        typeKey: 'TaskOrchestrationPlanSecurityException',
        message: `Access denied: Project Collection Build Service (${project.organization.name}) needs View permissions to perform the action on plan ${planId}.`,
        namespace: distributedTask,
      })
    }
    return this.#issue(request, job)
  }

  async #issue(request: RecordedRequest, job: PipelineJob): Promise<Reply> {
    const id = request.query.get('serviceConnectionId')
    if (!id) return issued(await mintPipelineToken(job, this.#minting))
    // The words are ASP.NET's; that this endpoint has them is a guess.
    if (!guid.test(id)) return wrapped(400, `The value '${id}' is not valid for serviceConnectionId.`)
    const connection = job.references(id)
    if (!connection) {
      return wrapped(
        400,
        `There is no explicit reference to service connection ${id} from current stage ${job.identifier}.`,
      )
    }
    return issued(await this.mint(connection))
  }
}

interface Asked {
  request: RecordedRequest
  /** Behind the organization */
  path: string
  project: Project
  /** The job whose token came */
  caller: PipelineJob
}

/** The content of a secure file, for the ticket that the job was given. */
function answerSecureFileRequest({ request, path, project, caller }: Asked): Reply {
  const [, , id = ''] = secureFilePath.exec(path) ?? []
  if (request.method !== 'GET') return methodNotAllowed(request.method, 'GET')
  const file = project.secureFiles.find((candidate) => candidate.id === id.toLowerCase())
  const ticket = caller.secureFiles.find((candidate) => candidate.id === file?.id)?.ticket
  // Statuses and words are guesses.
  if (!file) {
    return vssError(404, {
      typeKey: 'SecureFileNotFoundException',
      message: `Secure file with ID ${id} not found.`,
      namespace: distributedTask,
    })
  }
  if (!ticket || request.query.get('ticket') !== ticket) {
    return vssError(403, {
      typeKey: 'AccessDeniedException',
      message: `Access denied to secure file ${id}: the ticket is not valid.`,
      namespace: distributedTask,
    })
  }
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename=${file.name}`,
    },
    body: file.content,
  }
}

/** A version comes in the query, or as a parameter of Accept. */
function refuseVersion({ method, query, headers }: RecordedRequest): Reply | undefined {
  const [, accepted] = /;\s*api-version=([^;,\s]+)/i.exec(headers.accept ?? '') ?? []
  const version = query.get('api-version') ?? accepted
  if (!version) {
    return vssError(400, {
      typeKey: 'VssVersionNotSpecifiedException',
      message: `No api-version was supplied for the "${method}" request. The version must be supplied either as part of the Accept header (e.g. "application/json; api-version=1.0") or as a query parameter (e.g. "?api-version=1.0").`,
    })
  }
  if (/^[1-7]\.\d(-preview(\.\d+)?)?$/.test(version)) return undefined
  return vssError(400, {
    typeKey: 'VssVersionOutOfRangeException',
    message: `The requested REST API version of ${version} is out of range for this server. The latest REST API version this server supports is 7.2.`,
  })
}

const issued = (oidcToken: string): Reply => ({ status: 200, body: { oidcToken } })

function discovery(issuer: string) {
  return {
    issuer,
    jwks_uri: `https://${azureDevOpsIssuerHost}/.well-known/jwks`,
    subject_types_supported: ['public', 'pairwise'],
    response_types_supported: ['id_token'],
    claims_supported: ['sub', 'aud', 'exp', 'iat', 'iss', 'nbf'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
  }
}
