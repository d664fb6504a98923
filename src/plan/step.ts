/** What answers a request of a plan. */
export type Service = 'graph' | 'power-platform' | 'github' | 'azure-devops'

/** A request. Words in braces, as `{clientId}`, stand for what is given, or what an earlier step learns. */
export interface PlanRequest {
  service: Service
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Whole. What stands for words in it are IDs and names that an address takes as they are. */
  url: string
  headers?: Readonly<Record<string, string>>
  body?: unknown
}

/** How to see that a step is done already. */
export interface Search {
  url: string
  /** Values of the one that counts, by field, where the answer is a list; else the address names it, and 404 says that it is missing. */
  where?: Readonly<Record<string, string>>
}

/** One step of a plan, as data: it is carried out, shown, undone, and written as commands and as clicks. */
export interface Step {
  readonly id: string
  /** What it is for: a sentence. */
  readonly purpose: string
  /** Who may take it. */
  readonly needs: string
  readonly service: Service
  readonly search?: Search
  /** Makes it. Undefined where a step only looks something up. */
  readonly request?: PlanRequest
  /** Brings what is there already to what is wanted. */
  readonly update?: {
    request: PlanRequest
    /** Whether what was found is so already. */
    isDone(found: Readonly<Record<string, unknown>>): boolean
  }
  /** What later steps need: fields of what was found or made, as `owner.id`, by the names that they are known by from then on. */
  readonly learns?: Readonly<Record<string, string>>
  /** Whether the plan goes on without it, and without the steps that need what it learns. */
  readonly isOptional?: true
  /** The name of what is learned and secret, and where it belongs. */
  readonly secret?: { name: string; place: SecretPlace }
  /** Takes it away again. Undefined for what others may use by now. */
  readonly undo?: PlanRequest
  /** All of this kind that is the app's alone, where that is more than this step makes. */
  readonly belongings?: Search
  /** Whether it goes with the app, so that nobody need take it away. */
  readonly goesWithApp?: true
  /** The same as clicks, a sentence each; or why there are none. */
  readonly portal: readonly string[]
  /** Whether a command is the only way. */
  readonly hasNoPage?: true
}

/** Where a new secret goes. */
export interface SecretPlace {
  /** Of the secret. */
  name: string
  /** GitHub's, as owner/name; undefined where no command keeps it. */
  repository?: string
}

/** What is given or learned, by name. */
export type Known = Readonly<Record<string, string>>

/** What a person wants, step by step. */
export interface Plan {
  readonly tenantId: string
  /** The cloud's name for `az cloud set`, where it isn't the public one. */
  readonly azCloud?: string | undefined
  /** For what a token is asked for, by whom it is shown to. */
  readonly resources: Readonly<Partial<Record<Service, string>>>
  /** What is given: it stands in for words in braces from the start. */
  readonly given: Known
  /** What is put together of what is given and learned, with words in braces. */
  readonly derived: Known
  readonly steps: readonly Step[]
}
