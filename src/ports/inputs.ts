/** One thing that a user can give. The same row serves every host, whatever the host calls it. */
export interface Input {
  /** In lower case with hyphens. */
  readonly name: string
  /** As contracts and the documentation have it: plain text. Made of tables only when it is asked for: a run needs none. */
  readonly description: string
  /** What counts where nothing is given; nothing unless said. */
  readonly default?: string
  /** Whether its value is masked before anything is printed. */
  readonly isSecret?: boolean
  /** What Microsoft's other programs and pages call it, in lower case without separators. */
  readonly alsoCalled?: readonly string[]
  /** Of an input that a host adds: the credential that it is a way to. */
  readonly credential?: string
}

/** What the user gave, under the names that the inputs have in their rows, whatever the host calls them. */
export interface Inputs {
  /** What this host alone can be asked for, in addition to the inputs of a request. */
  readonly own?: readonly Input[]
  /** The input as the user wrote it, untrimmed; empty if it isn't set. */
  read(name: string): string
  /** The names of all inputs with a value, in lower case; also of those that this program doesn't have. */
  given(): string[]
  /** The names of inputs that would make a credential, and were set to nothing; undefined where the host can't tell. */
  readonly empty?: readonly string[]
  /** What must be hidden in addition to the inputs, such as what the host put into the environment for this program. */
  secrets(): string[]
}
