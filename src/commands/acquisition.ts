import type { AcquireContext } from '../entra/acquire-context.ts'
import type { HttpClient } from '../http/client.ts'
import type { Host } from '../ports/host.ts'
import type { GetTokenRequest } from '../request/read-request.ts'
import { Retries } from '../retry/retry.ts'
import { Facts } from './facts.ts'

/** What one acquisition works with, and the facts that it tells on the way. */
export function newAcquisition(
  { log, secrets, words }: Pick<Host, 'log' | 'secrets' | 'words'>,
  http: HttpClient,
  { timeout, waitForPropagation }: Pick<GetTokenRequest, 'timeout' | 'waitForPropagation'>,
  {
    info = (line: string) => log.info(line),
    isOneTry = false,
    ...more
  }: { info?(line: string): void; isOneTry?: boolean; requested?(): void } = {},
): AcquireContext & { facts: Facts } {
  const facts = new Facts(log, secrets)
  const retries = new Retries({ timeout, waitForPropagation, words, isOneTry, info })
  return { ...more, retries, http, secrets, words, report: facts.report, facts }
}
