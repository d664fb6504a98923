import type { Fix } from '../failure/failure.ts'
import type { SecretRegistry } from '../secrets/registry.ts'
import type { FactSink } from './fact-sink.ts'
import type { FailureSink } from './failure-sink.ts'
import type { IdentityProvider } from './identity-provider.ts'
import type { Inputs } from './inputs.ts'
import type { Log } from './log.ts'
import type { Outputs } from './outputs.ts'
import type { Person } from './person.ts'
import type { Words } from './words.ts'

/** Why nothing can be sent: what is wrong with an input, or why a token couldn't be handed over. */
export interface Obstacle extends Remarks {
  /** The input that it is about, by the name that users know; `outputs` if it is about none. */
  input: string
  /** What came, what is allowed, and the nearest valid value. */
  sentence: string
  /** Whether all else that is wrong with the same input comes of it. */
  isCause?: true
}

/** What an obstacle may have in addition to its sentence. */
export interface Remarks {
  /** Of the failure, where this is the only obstacle: what is missing is no input's fault. Its reason is the sentence, unless said. */
  alone?: { title: string; heading: string; why?: string }
  fix?: Fix
}

/** What the system that runs this program can do for it; nothing else knows which one that is. */
export interface Host {
  readonly inputs: Inputs
  readonly log: Log
  readonly secrets: SecretRegistry
  readonly outputs: Outputs
  readonly identityProvider: IdentityProvider
  /** Undefined where nobody can sign in. */
  readonly person?: Person
  readonly facts: FactSink
  readonly failures: FailureSink
  readonly words: Words
  /** Asked before anything is sent. Among them is what is wrong with the inputs that this host alone has. */
  obstacles(): readonly Obstacle[]
}
