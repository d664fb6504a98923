import type { Http } from '../src/http/client.ts'
import type { Handover, Host } from '../src/ports/host.ts'
import { Secrets } from '../src/secrets/registry.ts'

/** A CI system that is nothing but memory: for tests within this process, some of which take thousands of runs. */
export class MemoryHost implements Host {
  readonly lines: string[] = []
  readonly hasOidcToken: boolean
  readonly oidcAdvice = 'no OIDC token here'
  readonly #inputs: Record<string, string>
  readonly #oidcToken: string
  readonly #secrets = new Secrets()

  constructor(inputs: Record<string, string>, oidcToken = '') {
    this.#inputs = inputs
    this.#oidcToken = oidcToken
    this.hasOidcToken = oidcToken !== ''
  }

  input(name: string): string {
    return this.#inputs[name] ?? ''
  }

  givenSecrets(): string[] {
    return []
  }

  inputNames(): string[] {
    return Object.keys(this.#inputs).filter((name) => this.#inputs[name]?.trim())
  }

  withheld(): undefined {}

  mask(secret: string): void {
    this.#secrets.add(secret)
  }

  hide(secret: string): void {
    this.#secrets.add(secret)
  }

  redact(text: string): string {
    return this.#secrets.redact(text)
  }

  handoverObstacle(): undefined {}

  handOver(_: Handover): void {}

  info(line: string): void {
    this.lines.push(this.redact(line))
  }

  warning(text: string): void {
    this.lines.push(this.redact(text))
  }

  debug(): void {}

  fail(): void {}

  async summary(): Promise<void> {}

  storeSecret(name: string): string {
    return `store ${name}`
  }

  documentation(): undefined {}

  async oidcToken(_audience: string, _http: Http): Promise<string> {
    return this.#oidcToken
  }
}
