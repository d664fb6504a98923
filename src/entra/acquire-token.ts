import { isRegistered } from '../advice/credential-traits.ts'
import { Failure } from '../failure/failure.ts'
import { runAgain } from '../failure/run-again.ts'
import type { AcquireContext } from './acquire-context.ts'
import { assertionSource } from './credential.ts'
import { describeAssertion } from './describe-assertion.ts'
import { explainError } from './explain-error.ts'
import { askMsal } from './msal/client-application.ts'
import { loadMsal } from './msal/load.ts'
import { MsalNetworkModule } from './msal/network-module.ts'
import type { TokenRequest } from './token-request.ts'
import { type AccessToken, readAccessToken } from './token-response.ts'

/**
 * Gets a token: what the credential presents, one request to Entra, and another try for what can heal. Shares nothing with
 * any other acquisition.
 * @throws {Failure} if Entra refuses, if there is no answer, or one without a usable token
 */
export async function acquireToken(request: TokenRequest, context: AcquireContext): Promise<AccessToken> {
  const { credential } = request
  const network = new MsalNetworkModule(credential, context)
  let presented: Promise<string | undefined> | undefined
  return context.retries.run(
    async (again) => {
      // What was presented may be presented again while a fault passes, and must be new after a refusal.
      if (again !== 'transient') presented = undefined
      presented ??= present(request, context)
      presented.catch(() => {
        presented = undefined
      })
      const asked = ask(request, presented, { network, context })
      // If there is nothing to present, that is the failure, and not what MSAL makes of it.
      const [token] = await Promise.all([asked, presented])
      return token
    },
    { isRenewable: credential.isRenewable ?? false },
  )
}

/** The assertion, asked for now; undefined for a credential that presents none. */
async function present({ credential }: TokenRequest, context: AcquireContext): Promise<string | undefined> {
  const { retries, secrets, report } = context
  const assertion = await assertionSource(credential.grant)?.(retries.deadline)
  if (assertion === undefined) return undefined
  secrets.mask(assertion)
  report('OIDC token:', describeAssertion(assertion))
  return assertion
}

/** One request. While an assertion is on its way, the connection to the login host is opened, and MSAL prepares. */
async function ask(
  request: TokenRequest,
  presented: Promise<string | undefined>,
  { network, context }: { network: MsalNetworkModule; context: AcquireContext },
): Promise<AccessToken> {
  const { credential, authorityHost } = request
  if (isRegistered(credential)) context.http.expect(authorityHost)
  await loadMsal(credential.grant.type, context.http)
  try {
    const result = await askMsal(request, presented, network)
    return readAccessToken(result, network.response, { request, words: context.words })
  } catch (error) {
    const failure = await explainError(error, request, { network, presented, words: context.words })
    throw credential.isSentOnce && failure instanceof Failure ? final(failure) : failure
  }
}

/** Without another try: any may count towards a lockout, even one whose answer was lost or replaced by a gateway's. */
function final(failure: Failure): Failure {
  const { fixes = [], ...parts } = failure.parts
  const others = fixes.filter(({ text }) => text !== runAgain.text)
  return new Failure(
    { ...parts, fixes: failure.retry ? [...others, runAgain] : fixes },
    { cause: failure },
  ).addTried('once: each try with a password may count towards a lockout')
}
