import { type OwnInputs, ownInputs, readOwnInputs } from '../src/hosts/github/own-inputs.ts'
import { GitHubWords } from '../src/hosts/github/words.ts'
import { InputReader } from '../src/inputs/input-reader.ts'
import { InputIssues } from '../src/inputs/issues.ts'
import type { Obstacle } from '../src/ports/host.ts'
import { MemoryHost } from './memory-host.ts'

/** A memory host with GitHub's words, and with the inputs that only a step there has. */
export class GitHubMemoryHost extends MemoryHost {
  override readonly words = new GitHubWords({})
  readonly own: OwnInputs
  readonly #issues = new InputIssues()

  constructor(inputs: Record<string, string>, oidcToken?: string) {
    super(inputs, oidcToken, ownInputs)
    this.own = readOwnInputs(new InputReader(this, this.#issues))
  }

  override obstacles(): readonly Obstacle[] {
    return this.#issues.all
  }
}
