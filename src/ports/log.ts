import type { SecretRegistry } from '../secrets/registry.ts'
import { cutHarmless, type Harmless } from '../values/harmless.ts'

/** Characters of what is said on the way; a retry may name all that a server's certificate holds. */
const MAX_LINE = 2000

/** A host's log. It escapes what the host would take for a command. */
export interface LogSink {
  info(text: Harmless): void
  warning(text: Harmless): void
  /** Missing unless the user asked for debug logging. */
  debug?(text: Harmless): void
}

/** What all rooms log through: a host only ever gets to see harmless text. */
export class Log {
  readonly #sink: LogSink
  readonly #secrets: SecretRegistry

  constructor(sink: LogSink, secrets: SecretRegistry) {
    this.#sink = sink
    this.#secrets = secrets
  }

  /** The same place, where these secrets aren't shown. */
  withSecrets(secrets: SecretRegistry): Log {
    return new Log(this.#sink, secrets)
  }

  info(text: string): void {
    this.#sink.info(this.#shown(text))
  }

  warning(text: string): void {
    this.#sink.warning(this.#shown(text))
  }

  debug(text: string): void {
    this.#sink.debug?.(this.#shown(text))
  }

  #shown(text: string): Harmless {
    return cutHarmless(this.#secrets.harmless(text), MAX_LINE)
  }
}
