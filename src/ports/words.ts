import type { IssuedTokens } from './issued-tokens.ts'

/** How the system that the user is in calls things, and what it offers. Advice and complaints ask for these words. */
export interface Words {
  /** An input, as users write its name: `client-secret`, `--client-secret`, `clientSecret`. */
  readonly input: (name: string) => string
  /** An input with its value: `cloud: gcc`, `--cloud gcc`. */
  readonly setting: (name: string, value: string | number) => string
  /**
   * That a secret is empty, why that can be, and what to do about it: the rest of a sentence that begins with its input.
   * @param other an input that could have taken its place, and is empty, too; as users write it
   */
  readonly emptySecret: (name: string, other?: string) => string
  /** What an input with a value is, as in "client-secret is …": `given`, `set`. */
  readonly given: string
  /** How an input that has no value gets one, or what may have kept it away: a sentence. */
  readonly missing: (name: string) => string
  /** Of a failure where no credential came, and the job has no token of its own. */
  readonly noCredential: string
  /** Whether jobs here can have a token of their own, which saves a secret. */
  readonly hasJobTokens: boolean
  /** How users ask for such a token: `credential: federated`. */
  readonly federated: string
  /** What has a new OIDC token for each access token, where one that was given stays the same: as in "use …". */
  readonly renewed: string
  /**
   * How the secret of an input is kept where the next run reads it.
   * @param source a command that prints the secret; without it, the one that is made asks for it
   */
  readonly storeSecret: (input: string, source?: string) => StoredSecret
  /** The setting by which whoever is there signs in; undefined where nobody can be. */
  readonly signIn?: string
  /** A machine of the user's own, as in "run this on …": `a self-hosted runner`. */
  readonly ownMachine: string
  /** Those that the system lends, as a sentence begins: `GitHub-hosted runners`. */
  readonly hostedMachines: string
  /** What lets fewer jobs run at once: `max-parallel in a matrix`; undefined where nothing does. */
  readonly jobLimit: string | undefined
  /** The address of a heading of the documentation, in the version that runs; undefined if it isn't known. */
  readonly documentation: (heading: string, page?: DocumentationPage) => string | undefined
  /** Loaded only to explain a refusal; undefined where the system issues no tokens. */
  readonly issuedTokens: () => Promise<IssuedTokens | undefined>
}

export interface StoredSecret {
  /** Empty where there is none. */
  command: string
  /** Where it is kept, and what is to be changed in the command: as in "Store the secret …". */
  how: string
}

/** Of `docs/`; without one, `troubleshooting`. */
export type DocumentationPage = 'troubleshooting' | 'set-up' | 'long-jobs'
