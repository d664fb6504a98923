/** What the user gave, under the names that the inputs have in `inputs/`, whatever the host calls them. */
export interface Inputs {
  /** The input as the user wrote it, untrimmed; empty if it isn't set. */
  read(name: string): string
  /** The names of all inputs with a value, in lower case; also of those that this program doesn't have. */
  given(): string[]
  /** What must be hidden beside the inputs, such as what the host put into the environment for this program. */
  secrets(): string[]
}
