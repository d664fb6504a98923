import type { PresentedFailure } from '../failure/presented-failure.ts'

/** Where the user finds why a run failed. */
export interface FailureSink {
  /** Never throws: the failure itself says more. */
  showFailure(failure: PresentedFailure): Promise<void>
}
