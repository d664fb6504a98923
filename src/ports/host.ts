import type { SecretRegistry } from '../secrets/registry.ts'
import type { FactSink } from './fact-sink.ts'
import type { FailureSink } from './failure-sink.ts'
import type { IdentityProvider } from './identity-provider.ts'
import type { Inputs } from './inputs.ts'
import type { Log } from './log.ts'
import type { Outputs } from './outputs.ts'
import type { Words } from './words.ts'

/** Why a token can't be handed over, or a run not shown, as the user asked for it. */
export interface Obstacle {
  /** The input that it is about; `outputs` if it is about none. */
  input: string
  sentence: string
}

/** What the system that runs this program can do for it; nothing else knows which one that is. */
export interface Host {
  readonly inputs: Inputs
  readonly log: Log
  readonly secrets: SecretRegistry
  readonly outputs: Outputs
  readonly identityProvider: IdentityProvider
  readonly facts: FactSink
  readonly failures: FailureSink
  readonly words: Words
  /** Asked before anything is sent. Among them is what is wrong with the inputs that this host alone has. */
  obstacles(): readonly Obstacle[]
}
