import type { JWTPayload } from 'jose'

export interface JobOptions {
  /** `owner/name`. */
  repository: string
  repositoryId?: string
  ownerId?: string
  /** `refs/heads/main` if not given. */
  ref?: string
  environment?: string
  /** `push` if not given. */
  event?: string
  /** Subjects with IDs, as of repositories made after 2026-07-15. */
  immutable?: boolean
  /** A customised subject: it replaces the whole. */
  subject?: string
  /** With an enterprise's slug, or GitHub Enterprise Server's. */
  issuer?: string
  permissions?: { idToken: boolean }
  /** The request URL on GitHub's own host name, for a client that goes through the proxy. */
  realHosts?: boolean
}

const workflow = '.github/workflows/deploy.yml'

/** The claims of a job's token, but for those of each single token (iss, aud, iat, nbf, exp, jti). */
export function jobClaims(options: JobOptions): JWTPayload {
  const { repository, repositoryId = '740231001', ownerId = '65', environment, event = 'push' } = options
  const [owner = '', name = ''] = repository.split('/')
  const isPullRequest = event === 'pull_request'
  const ref = options.ref ?? (isPullRequest ? 'refs/pull/7/merge' : 'refs/heads/main')
  const fullName = options.immutable ? `${owner}@${ownerId}/${name}@${repositoryId}` : repository
  const workflowRef = `${repository}/${workflow}@${ref}`
  return {
    sub: options.subject ?? `repo:${fullName}:${subjectContext({ environment, isPullRequest, ref })}`,
    ...(environment !== undefined && { environment }),
    ref,
    sha: '7fd1a60b01f91b314f59955a4e4d4e80d8edf11d',
    repository,
    repository_owner: owner,
    repository_owner_id: ownerId,
    repository_visibility: 'private',
    repository_id: repositoryId,
    run_id: '16492967001',
    run_number: '10',
    run_attempt: '1',
    actor: 'octocat',
    actor_id: '583231',
    workflow: 'Deploy',
    workflow_ref: workflowRef,
    workflow_sha: '7fd1a60b01f91b314f59955a4e4d4e80d8edf11d',
    head_ref: isPullRequest ? 'feature' : '',
    base_ref: isPullRequest ? 'main' : '',
    event_name: event,
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ref_protected: 'false',
    job_workflow_ref: workflowRef,
    job_workflow_sha: '7fd1a60b01f91b314f59955a4e4d4e80d8edf11d',
    runner_environment: 'github-hosted',
  }
}

/** The job that a token is of when nobody says. */
export const defaultClaims = jobClaims({ repository: 'octo/deploy' })

interface Context {
  environment: string | undefined
  isPullRequest: boolean
  ref: string
}

/** An environment wins over the event, the event over the ref; a colon within a value is escaped. */
function subjectContext({ environment, isPullRequest, ref }: Context): string {
  if (environment !== undefined) return `environment:${environment.replaceAll(':', '%3A')}`
  return isPullRequest ? 'pull_request' : `ref:${ref.replaceAll(':', '%3A')}`
}
