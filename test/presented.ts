import type { Failure } from '../src/failure/failure.ts'
import { type PresentedFailure, presentFailure } from '../src/failure/presented-failure.ts'
import { SecretRegistry } from '../src/secrets/registry.ts'

/** A failure as users see it, without these secrets, and without an address of the documentation. */
export function present(failure: Failure, secrets = new SecretRegistry()): PresentedFailure {
  return presentFailure(failure, { secrets, words: { documentation: () => undefined } })
}
