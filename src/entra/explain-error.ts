import { explainRefusal } from '../advice/explain.ts'
import { Failure } from '../failure/failure.ts'
import { clockSkew } from '../http/clock-skew.ts'
import { describeAnswer } from '../http/describe-answer.ts'
import { HttpError, loginHostFix } from '../http/http-error.ts'
import { paceOf } from '../http/retry-after.ts'
import type { Words } from '../ports/words.ts'
import { isGuid } from '../values/guid.ts'
import { readClaims } from '../values/jwt.ts'
import { printable } from '../values/printable.ts'
import { asksMachine, clientSecretOf } from './credential.ts'
import { readErrorResponse } from './error-response.ts'
import { explainManagedIdentity } from './managed-identity-error.ts'
import { MsalRequestError } from './msal/msal-request-error.ts'
import type { MsalNetworkModule } from './msal/network-module.ts'
import { situationOf } from './situation.ts'
import type { TokenRequest } from './token-request.ts'

interface ExplainContext {
  network: MsalNetworkModule
  /** The assertion that was presented. */
  presented: Promise<string | undefined>
  words: Words
}

/** What a request without a token means; what is no matter of Entra's stays as it is. */
export async function explainError(
  error: unknown,
  request: TokenRequest,
  { network, presented, words }: ExplainContext,
): Promise<unknown> {
  if (!(error instanceof MsalRequestError || error instanceof HttpError)) return error
  const { grant } = request.credential
  if (asksMachine(grant)) {
    const { answered } = network
    return explainManagedIdentity(error, { situation: situationOf(request, words), answered })
  }
  const { response } = error
  const answer = response && readErrorResponse(response)
  const tried = `asking ${request.authorityHost} for a token for ${request.scopes.join(' ')}`
  if (response && answer) {
    const { isKnown } = await import('../advice/catalogue.ts')
    const situation = situationOf(request, words, {
      claims: readClaims((await presented) ?? ''),
      clockSkew: clockSkew(response),
      ...('username' in grant && { username: grant.username }),
      secretLooksLikeId: isGuid(clientSecretOf(grant)),
    })
    // Of a fault without a known code, the status says more.
    if (error instanceof HttpError && !answer.codes.some((code) => isKnown(code, situation))) {
      return new Failure({ ...error.parts, answer: answer.lines.join('\n') }, { retry: error.retry })
    }
    return explainRefusal({
      by: isKnown(answer.error, situation) ? answer.error : 'Entra',
      codes: [...answer.codes, answer.error],
      situation,
      tried,
      answer: answer.lines,
      pace: paceOf(response),
      cause: error,
    })
  }
  if (error instanceof HttpError) return error
  return new Failure(
    {
      title: 'Entra gave no token',
      tried,
      ...(response?.status && { answer: describeAnswer(response) }),
      why: `The answer is neither a token nor one of Entra's errors (${printable((error.cause as Error | undefined)?.message ?? 'no error value')}).`,
      fixes: [loginHostFix(words)],
      heading: 'Not an answer of Entra',
    },
    { cause: error },
  )
}
