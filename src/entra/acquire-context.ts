import type { HttpClient } from '../http/client.ts'
import type { Report } from '../ports/fact-sink.ts'
import type { Words } from '../ports/words.ts'
import type { Retries } from '../retry/retry.ts'
import type { SecretRegistry } from '../secrets/registry.ts'

/** What one acquisition works with. Its deadline and tries are its own; the rest keeps nothing of it. */
export interface AcquireContext {
  retries: Retries
  http: HttpClient
  secrets: SecretRegistry
  report: Report
  words: Words
  /** Is told of each request for a token. */
  requested?(): void
}
