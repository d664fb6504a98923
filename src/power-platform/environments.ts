import type { AcquireContext } from '../entra/acquire-context.ts'
import type { TokenRequest } from '../entra/token-request.ts'
import type { AccessToken } from '../entra/token-response.ts'
import { listAddress, nameOf, requestPage } from './environments-page.ts'

/** Environments that are named. */
const MAX_NAMED = 10

/** What a token sees. */
export interface Environments {
  /** Display names, of the first ones. */
  names: string[]
  count: number
  /** Whether there are no others: a long list comes in pages, and the first is enough to know that the token works. */
  isWhole: boolean
}

/**
 * The first page of the environments that the token sees.
 * @throws {Failure} saying what a refusal means
 */
export async function listEnvironments(
  token: AccessToken,
  request: TokenRequest,
  { http, retries, words }: Pick<AcquireContext, 'http' | 'retries' | 'words'>,
): Promise<Environments> {
  const context = { token, request, http, retries, words }
  const { environments, nextLink } = await requestPage(listAddress(context), context)
  const names = environments.slice(0, MAX_NAMED).map(nameOf)
  return { names, count: environments.length, isWhole: nextLink === '' }
}
