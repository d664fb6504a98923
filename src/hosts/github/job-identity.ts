import { Failure } from '../../failure/failure.ts'
import type { HttpClient } from '../../http/client.ts'
import { describeAnswer, describeRequest } from '../../http/describe-answer.ts'
import type { IdentityContext, IdentityProvider } from '../../ports/identity-provider.ts'
import { parseObject, textField } from '../../values/json.ts'
import { parseUrl } from '../../values/parse-url.ts'
import { printable } from '../../values/printable.ts'
import { isToken } from '../../values/token-form.ts'
import { withheld } from './withheld.ts'

export interface JobIdentityOptions {
  env: NodeJS.ProcessEnv
  http: HttpClient
}

/** The job's own OIDC token, from GitHub. */
export class JobIdentity implements IdentityProvider {
  readonly #options: JobIdentityOptions

  constructor(options: JobIdentityOptions) {
    this.#options = options
  }

  obstacle(): string | undefined {
    const { env } = this.#options
    if (env.ACTIONS_ID_TOKEN_REQUEST_URL && env.ACTIONS_ID_TOKEN_REQUEST_TOKEN) return undefined
    const reason = withheld(env)
    if (reason) return `federated needs the job's own OIDC token, and there is none. ${reason}`
    return [
      "federated needs the job's own OIDC token, and this job may not ask for one. Add to the job (or the workflow):",
      '    permissions:',
      '      id-token: write',
      '      contents: read',
      'A reusable workflow needs it in the workflow that calls it, too. If another credential was meant, its secret arrived empty: it does not exist here under that name, or belongs to an environment that this job does not name.',
    ].join('\n')
  }

  /** https://docs.github.com/actions/reference/security/oidc#methods-for-requesting-the-oidc-token */
  async token(audience: string, { deadline, secrets }: IdentityContext): Promise<string> {
    const { env, http } = this.#options
    const base = env.ACTIONS_ID_TOKEN_REQUEST_URL ?? ''
    const url = parseUrl(`${base}${base.includes('?') ? '&' : '?'}audience=${encodeURIComponent(audience)}`)
    if (url?.protocol !== 'https:') throw noRequestUrl()
    await http.expect(url.origin)
    const authorization = `Bearer ${env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? ''}`
    const request = { method: 'GET', url: url.href, headers: { authorization } } as const
    const response = await http.send(request, deadline)
    const token = textField(parseObject(response.body) ?? {}, 'value')
    if (response.status === 200 && isToken(token)) {
      secrets.mask(token)
      return token
    }
    throw new Failure({
      title: 'GitHub gave this job no OIDC token',
      heading: 'No OIDC token',
      tried: describeRequest(request),
      answer: describeAnswer(response),
      why: 'The answer holds no token: the permission id-token: write may have been taken back, the service has a fault, or a proxy or the sign-in page of a network answers in its place.',
      fixes: [
        { text: 'Check that the job has permissions: id-token: write, and https://www.githubstatus.com.' },
        { text: `The audience asked for was ${printable(audience)}.` },
      ],
    })
  }
}

function noRequestUrl(): Failure {
  return new Failure({
    title: 'ACTIONS_ID_TOKEN_REQUEST_URL holds no https address',
    heading: 'No OIDC token',
    tried: "asking for the job's OIDC token; nothing was sent",
    why: "The runner sets this variable, and something changed it. The token for the request goes to GitHub's https address only.",
    fixes: [{ text: 'Take the variable out of the env of the workflow, the job and the runner.' }],
  })
}
