import { isForUser, isRegistered, needsPerson } from '../advice/credential-traits.ts'
import type { TokenRequest } from '../entra/token-request.ts'
import type { AccessToken } from '../entra/token-response.ts'
import type { Fact } from '../ports/fact-sink.ts'
import type { Log } from '../ports/log.ts'
import type { Environments } from '../power-platform/environments.ts'
import type { SecretRegistry } from '../secrets/registry.ts'
import { cutHarmless, type Harmless } from '../values/harmless.ts'
import { textField } from '../values/json.ts'
import { printable } from '../values/printable.ts'
import { describeTime } from './describe-time.ts'

/** Characters: ten names of environments, or an OIDC token's issuer, subject and audience. */
const MAX_FACT = 1900

/** What a run has to tell: each fact is a line of the log at once, and a row of the summary in the end. */
export class Facts {
  readonly #log: Log
  readonly #secrets: SecretRegistry
  readonly #facts = new Map<string, Harmless>()
  #warning: Harmless | undefined

  constructor(log: Log, secrets: SecretRegistry) {
    this.#log = log
    this.#secrets = secrets
  }

  get all(): readonly Fact[] {
    return [...this.#facts]
  }

  /** What to look at in spite of a good run. */
  get warning(): Harmless | undefined {
    return this.#warning
  }

  warn(text: string | undefined): void {
    if (text === undefined) return
    this.#warning = this.#secrets.harmless(text)
    this.#log.warning(text)
  }

  /** Said again only where it has changed, such as the OIDC token of another try. */
  readonly report = (name: string, value: string): void => {
    const text = cutHarmless(this.#secrets.harmless(value), MAX_FACT)
    if (this.#facts.get(name) !== text) this.#log.info(`${name} ${text}`)
    this.#facts.set(name, text)
  }

  ofRequest(request: TokenRequest & { credentialReason: string }): void {
    const { credential, credentialReason, clientId, tenantId, cloud, authorityHost } = request
    this.report('Credential:', `${credential.name}, ${credentialReason}`)
    if (isRegistered(credential)) {
      this.report(
        'App',
        `${clientId} in tenant ${tenantId}, cloud ${cloud.name} (${new URL(authorityHost).host})`,
      )
    } else {
      const identity = clientId ? `user-assigned, ${clientId}` : 'system-assigned'
      this.report('Identity:', `${identity}, cloud ${cloud.name}`)
    }
  }

  ofToken({ scope, expiresOn }: AccessToken, { credential }: Pick<TokenRequest, 'credential'>): void {
    const whatFor = isForUser(credential) ? resourcesOf(scope) : scope
    this.report('Token', `for ${whatFor}, valid until ${describeTime(expiresOn)}`)
  }

  /** Who it was, where somebody signed in: a browser may have taken another of their accounts. */
  ofPerson({ claims }: AccessToken, { credential }: Pick<TokenRequest, 'credential'>): void {
    const name = textField(claims, 'upn') || textField(claims, 'preferred_username')
    if (needsPerson(credential) && name) this.report('Signed in as', printable(name))
  }

  ofEnvironments({ names, count, isWhole }: Environments): void {
    const counted = count === 1 && isWhole ? '1 environment is' : `${count} environments are`
    const more = count > names.length ? `, and ${count - names.length} more` : ''
    const list = count > 0 ? `: ${names.join(', ')}${more}` : ''
    this.report('Verified:', `${isWhole ? '' : 'at least '}${counted} visible${list}`)
  }
}

/** A user's scopes are many: permissions, which stand behind their resource and a slash, and OpenID Connect's own. */
function resourcesOf(scope: string): string {
  const named = scope.split(' ').flatMap((each) => /^(.+)\/[^/]+$/.exec(each)?.[1] ?? [])
  return [...new Set(named)].join(' ') || scope
}
