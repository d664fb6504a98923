/** How the system that the user is in calls things, and what it offers. Advice and complaints ask for these words. */
export interface Words {
  /** An input, as users write its name: `client-secret`, `--client-secret`, `clientSecret`. */
  readonly input: (name: string) => string
  /** An input with its value: `cloud: gcc`, `--cloud gcc`. */
  readonly setting: (name: string, value: string | number) => string
  /** Why a secret that the user did set can arrive empty, and what to do about it: whole sentences. */
  readonly emptySecret: string
  /** The command that stores what is piped into it as a secret of this name, where the next run reads it. */
  readonly storeSecret: (name: string) => string
  /** The address of a heading of docs/troubleshooting.md, in the version that runs; undefined if it isn't known. */
  readonly documentation: (heading: string) => string | undefined
}
