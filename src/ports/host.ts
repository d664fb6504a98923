import type { Failure } from '../failure/failure.ts'
import type { Http } from '../http/client.ts'

/** What later steps get. */
export interface Handover {
  outputs: Record<string, string>
  /** Environment variables, which every later step of the job has; never those of this process. */
  variables: Record<string, string>
}

/** What a CI system can do for the program; nothing else knows which one it runs in. */
export interface Host {
  /** The input as the user wrote it, untrimmed; empty if it isn't set. */
  input(name: string): string
  /** What this program finds in its environment and must hide, beside the inputs. */
  givenSecrets(): string[]
  /** The names of all inputs with a value, in lower case; also of those that the action doesn't have. */
  inputNames(): string[]
  /** Hides every form of the secret in all that is printed from now on. */
  mask(secret: string): void
  /** The same for what this program prints alone: nothing after it gets to see the secret. */
  hide(secret: string): void
  /** The text without any form of a secret that was hidden so far. */
  redact(text: string): string
  /** What keeps a token from being handed over here, in words, or undefined. Asked before anything is sent. */
  handoverObstacle(exportAs: string | undefined): string | undefined
  /** Gives later steps all of it, or nothing. @throws if it can't be written */
  handOver(handover: Handover): void
  info(line: string): void
  warning(text: string): void
  /** Shown only when the user asked for debug logging. */
  debug(line: string): void
  /** Shows a failure, which must have been redacted. */
  fail(failure: Failure): void
  /** Adds Markdown to the page that sums up the run; never throws, since a token without a summary is still one. */
  summary(markdown: string): Promise<void>
  /** Can this job get an OIDC token of its own? */
  readonly hasOidcToken: boolean
  /** Why this run is given neither an OIDC token nor secrets, and what to do about it; undefined where it should be. */
  withheld(): string | undefined
  /** The words for a job that can't. */
  readonly oidcAdvice: string
  /** The command that stores what is piped into it as a secret of this name, where this job reads its secrets. */
  storeSecret(name: string): string
  /** The address of a heading of docs/troubleshooting.md, in the version that runs; undefined if it isn't known. */
  documentation(heading: string): string | undefined
  /** Asks the CI system for an OIDC token of this job, for the audience. */
  oidcToken(audience: string, http: Http): Promise<string>
}
