import { explainRefusal } from '../advice/explain.ts'
import type { Situation } from '../advice/remedy.ts'
import type { Failure } from '../failure/failure.ts'
import { describeAnswer } from '../http/describe-answer.ts'
import { readErrorWords } from '../http/error-body.ts'
import { HttpError } from '../http/http-error.ts'
import type { HttpResponse } from '../http/message.ts'
import { paceOf } from '../http/retry-after.ts'
import { printable } from '../values/printable.ts'

/**
 * What a refusal or the silence of a managed identity's endpoint means.
 * @param answered whether it gave any answer in this run: then it is there, and only silent for a while
 */
export function explainManagedIdentity(
  error: HttpError | Error,
  { situation, answered }: { situation: Situation; answered: boolean },
): Promise<Failure> {
  const response = (error as { response?: HttpResponse }).response
  const said = error instanceof HttpError ? undefined : (error.cause as Error | undefined)?.message
  const words = response ? readErrorWords(response.body).all : []
  const answer = response ? [describeAnswer(response), ...words.map((word) => `- ${printable(word)}`)] : []
  // MSAL's own words are those of the answer again, where there is one with words.
  if (words.length === 0) answer.push(printable(said ?? error.message))
  const silence = answered && !isForeign(error) ? 'unavailable' : 'no answer'
  const name = response ? meaning(response, words) : silence
  return explainRefusal({
    by: 'Managed identity',
    codes: [...entraCodes(words), `Managed identity: ${name}`],
    situation,
    tried: "asking this machine for its managed identity's token",
    answer,
    pace: response && paceOf(response),
    cause: error,
  })
}

/** What no endpoint of Azure's sends. */
function isForeign(error: Error): boolean {
  return error instanceof HttpError && ['redirect', 'too-large'].includes(error.code)
}

/** The endpoint hands on what Entra said to it, within its own words. */
function entraCodes(words: string[]): number[] {
  return words.flatMap((word) => [...word.matchAll(/\bAADSTS(\d{1,15})\b/g)]).map(([, code]) => Number(code))
}

/** Of IMDS (`invalid_request`) and of App Service, which names no error; other refusals have other names or statuses. */
function meaning({ status, headers }: HttpResponse, words: string[]): string {
  if (status === 502 || status === 504) return 'gateway'
  // IMDS answers 404 and 410 while it starts or is updated.
  if (status >= 500 || [404, 408, 410, 429].includes(status)) return 'unavailable'
  if (status === 401 && headers['www-authenticate']) return 'key of Azure Arc'
  // Every endpoint of Azure's explains a refusal; what refuses without a word is something else.
  if (words.length === 0) return 'no answer'
  const isNamed = words.some((word) => /^[a-z]+(_[a-z0-9]+)+$/.test(word) && word !== 'invalid_request')
  return status === 400 && !isNamed ? 'not assigned' : 'refused'
}
