import type { IdentityProvider } from '../../ports/identity-provider.ts'
import type { Deadline } from '../../values/deadline.ts'
import { isJwt } from '../../values/token-form.ts'
import { JobIdentity, type JobIdentityOptions } from '../github/job-identity.ts'

export interface JobTokenOptions extends JobIdentityOptions {
  /** Names the environment variable with a token, as GitLab, Jenkins and others have one. */
  variable: string | undefined
}

/** The OIDC token of the CI system that runs the shell: GitHub's, or one in an environment variable. */
export class JobToken implements IdentityProvider {
  readonly #options: JobTokenOptions
  readonly #gitHub: JobIdentity

  constructor(options: JobTokenOptions) {
    this.#options = options
    this.#gitHub = new JobIdentity(options)
  }

  obstacle(): string | undefined {
    const { variable, env } = this.#options
    if (variable !== undefined) {
      const value = env[variable]?.trim() ?? ''
      if (isJwt(value)) return undefined
      return `the environment variable that --federated-token-env names holds ${value === '' ? 'nothing' : `${value.length} characters, which are no JWT`}.`
    }
    return this.#gitHub.obstacle() === undefined
      ? undefined
      : 'no credential came: give a client secret, a certificate, a user or a federated token (power-platform-token token --help lists the options and environment variables).'
  }

  async token(audience: string, deadline: Deadline): Promise<string> {
    const { variable, env } = this.#options
    return variable === undefined ? this.#gitHub.token(audience, deadline) : (env[variable]?.trim() ?? '')
  }
}
