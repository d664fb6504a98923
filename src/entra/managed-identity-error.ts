import { readErrorWords } from '../error-words.ts'
import type { Failure } from '../failure.ts'
import type { HttpResponse } from '../http.ts'
import { describeAnswer, HttpError, retryAfter } from '../http-error.ts'
import { printable } from '../printable.ts'
import { refusal } from './refusal.ts'
import type { Situation } from './remedies/remedy.ts'

/** What a refusal or the silence of a managed identity's endpoint means. */
export function explainManagedIdentity(error: HttpError | Error, situation: Situation): Failure {
  const response = (error as { response?: HttpResponse }).response
  const said = error instanceof HttpError ? undefined : (error.cause as Error | undefined)?.message
  const words = response ? readErrorWords(response.body).all : []
  const answer = response
    ? [describeAnswer(response), ...words, ...(said ? [`MSAL: ${said}`] : [])]
    : [said ?? error.message]
  return refusal({
    by: 'Managed identity',
    codes: [`Managed identity: ${response ? meaning(response, words) : 'no answer'}`],
    situation,
    tried: "asking this machine for its managed identity's token",
    answer: answer.map(printable),
    after: response && retryAfter(response),
    cause: error,
  })
}

/** IMDS writes `error` and `error_description`, App Service `message`. */
function meaning({ status, headers }: HttpResponse, words: string[]): string {
  if (status === 502 || status === 504) return 'gateway'
  // IMDS answers 404 and 410 while it starts or is updated.
  if (status >= 500 || [404, 408, 410, 429].includes(status)) return 'unavailable'
  if (status === 401 && headers['www-authenticate']) return 'key of Azure Arc'
  // Every endpoint of Azure's explains a refusal; what refuses without a word is something else.
  return words.length > 0 ? 'not assigned' : 'no answer'
}
