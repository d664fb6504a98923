import type { AcquireContext } from './acquire-context.ts'
import { assertionSource } from './credential.ts'
import { describeAssertion } from './describe-assertion.ts'
import { explainError } from './explain-error.ts'
import { MsalNetworkModule } from './msal/network-module.ts'
import { prepare } from './msal/prepare.ts'
import { requestToken } from './msal/request-token.ts'
import type { TokenRequest } from './token-request.ts'
import { type AccessToken, readAccessToken } from './token-response.ts'

/** What an acquisition begins with: an assertion, if the credential presents one, and MSAL. */
interface Beginning {
  assertion: Promise<string | undefined>
  ready: Promise<void>
}

/**
 * Gets a token: what the credential presents, one request to Entra, and another try for what can heal. Shares nothing with
 * any other acquisition.
 * @throws {Failure} if Entra refuses, if there is no answer, or one without a usable token
 */
export function acquireToken(request: TokenRequest, context: AcquireContext): Promise<AccessToken> {
  const { credential } = request
  const network = new MsalNetworkModule(credential.grant, context)
  let kept: Beginning | undefined
  return context.retries.run(async (again) => {
    // While a fault passes, an assertion may be presented again; after a refusal, it must be new.
    const { assertion, ready } = (again === 'transient' && kept) || begin(request, context)
    const asked = ready.then(() => ask(request, assertion, { network, context }))
    try {
      // If there is nothing to present, that is the failure, and not what MSAL makes of it.
      const [token] = await Promise.all([asked, assertion])
      return token
    } catch (error) {
      kept = await assertion.then(
        () => ({ assertion, ready }),
        () => undefined,
      )
      throw error
    }
  }, credential)
}

/** Asks for the assertion, and prepares all else meanwhile. */
function begin(request: TokenRequest, context: AcquireContext): Beginning {
  return { assertion: present(request, context), ready: prepare(request, context.http) }
}

async function present(
  { credential }: TokenRequest,
  { retries, secrets, report }: AcquireContext,
): Promise<string | undefined> {
  const { deadline } = retries
  const assertion = await assertionSource(credential.grant)?.({ deadline, secrets })
  if (assertion === undefined) return undefined
  secrets.mask(assertion)
  report('OIDC token:', describeAssertion(assertion))
  return assertion
}

/** One request, which MSAL prepares while an assertion is on its way. */
async function ask(
  request: TokenRequest,
  presented: Promise<string | undefined>,
  { network, context: { words, retries } }: { network: MsalNetworkModule; context: AcquireContext },
): Promise<AccessToken> {
  try {
    const result = await requestToken(request, presented, network, {
      deadline: retries.deadline,
      words,
    })
    return readAccessToken(result, network.response, { request, words })
  } catch (error) {
    throw await explainError(error, request, { network, presented, words })
  }
}
