import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'
import { Failure } from '../../failure/failure.ts'
import { describeAnswer, describeRequest } from '../../http/describe-answer.ts'
import { HttpError, loginHostFix } from '../../http/http-error.ts'
import type { HttpRequest, HttpResponse } from '../../http/message.ts'
import type { Words } from '../../ports/words.ts'
import { parseObject, textField } from '../../values/json.ts'
import { isToken } from '../../values/token-form.ts'
import type { AcquireContext } from '../acquire-context.ts'
import { asksMachine, type Grant } from '../credential.ts'

/** What an answer may hold that is secret (RFC 6749, 5.1; OpenID Connect Core, 3.1.3.3; RFC 8628, 3.2). */
const TOKENS = ['access_token', 'refresh_token', 'id_token', 'device_code']

/** With which MSAL proves to the endpoint of Azure Arc, App Service, and older ones that it runs on the machine. */
const SECRET_HEADERS = ['authorization', 'x-identity-header', 'secret']

/** What is sent in a form and only proves something together with it (RFC 7523, 2.2; RFC 6749, 4.1.3 and 6; RFC 7636, 4.5). */
const SECRET_PARAMETERS = ['client_assertion', 'code', 'code_verifier', 'refresh_token']

/** Characters of tokens that nobody gets, such as each error's of a server that is tried again: masks fill the log. */
const MAX_MASKED = 12_288

/**
 * MSAL's network client on our HTTP client, for one acquisition. MSAL turns what is thrown in here into a `network_error`
 * without detail, and drops most of what an error's answer says, so both are kept beside it.
 */
export class MsalNetworkModule implements INetworkModule {
  /** What stopped the last request. */
  failure: unknown
  /** The last answer. */
  response: HttpResponse | undefined
  /** Whether there was any whole answer, to whichever request. */
  answered = false
  readonly #context: AcquireContext
  readonly #request: Pick<HttpRequest, 'timeout' | 'direct'>
  #maskable = MAX_MASKED

  constructor(grant: Grant, context: AcquireContext) {
    this.#context = context
    // The endpoint is on the machine itself or one hop away, and never behind a proxy.
    this.#request = asksMachine(grant) ? { timeout: 3_000, direct: true } : {}
  }

  /** Before another try, of which MSAL may make no request at all. */
  forget(): void {
    this.failure = undefined
    this.response = undefined
  }

  sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send<T>('GET', url, options)
  }

  sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send<T>('POST', url, options)
  }

  async #send<T>(
    method: 'GET' | 'POST',
    url: string,
    options: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<T>> {
    const { headers = {}, body } = options
    this.forget()
    try {
      this.#maskRequest(headers, body)
      const { http, retries, words } = this.#context
      const request = { ...this.#request, method, url, headers, ...(body && { body }) }
      this.#context.requested?.()
      this.response = await http.send(request, retries.deadline)
      const { status, headers: fields } = this.response
      // What a machine's own endpoint means by an answer without JSON is told by its status and headers.
      const object = request.direct
        ? (parseObject(this.response.body) ?? {})
        : readObject(request, this.response, words)
      return { status, headers: fields, body: object as T }
    } catch (error) {
      this.failure = error
      throw error
    } finally {
      const answer = this.failure instanceof HttpError ? this.failure.response : this.response
      this.answered ||= answer !== undefined
      const object = parseObject(answer?.body ?? '') ?? {}
      for (const name of TOKENS)
        this.#maskToken(textField(object, name), name === 'access_token' && answer?.status === 200)
    }
  }

  /** @param isHandedOver whether anything after this program may get to see it */
  #maskToken(token: string, isHandedOver: boolean): void {
    if (!isToken(token)) return
    if (!isHandedOver) this.#maskable -= token.length
    if (isHandedOver || this.#maskable >= 0) this.#context.secrets.mask(token)
    else this.#context.secrets.hide(token)
  }

  #maskRequest(headers: Record<string, string>, body = ''): void {
    const secrets = Object.entries(headers)
      .filter(([name]) => SECRET_HEADERS.includes(name.toLowerCase()))
      .flatMap(([, value]) => [value, value.replace(/^\S+\s+/, '')])
    const form = new URLSearchParams(body)
    const sent = SECRET_PARAMETERS.map((name) => form.get(name) ?? '')
    for (const secret of [...secrets, ...sent]) this.#context.secrets.mask(secret)
  }
}

function readObject(request: HttpRequest, response: HttpResponse, words: Words): Record<string, unknown> {
  const object = parseObject(response.body)
  if (object) return object
  throw new Failure({
    title: `${new URL(request.url).host} answered with something that is no token answer`,
    heading: 'Not an answer of Entra',
    tried: describeRequest(request),
    answer: describeAnswer(response),
    why: 'The answer is no JSON object. A proxy, a sign-in page of the network, or another server stands where the login host should be.',
    fixes: [loginHostFix(words)],
  })
}
