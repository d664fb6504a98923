/** Something that is wrong, as it often is at first. */
export interface Failure {
  is: string
  /** The credentials that it can happen to; the first is played unless another is named. */
  credentials: readonly [string, ...string[]]
}

/** A failure that changes a stage on which everything is as it should be. */
export interface Spoiler<Stage, Scenario> extends Failure {
  spoil: (stage: Stage, scenario: Scenario) => Stage
}

/** Where a job runs that the demo can play. */
export interface DemoHost {
  /** By name, in the order in which they are recommended. */
  credentials: readonly string[]
  /** By name. */
  failures: Readonly<Record<string, Failure>>
  /** @returns whether the job went as it should: well, unless a failure is named */
  play(choice: { credential: string; failure: string | undefined }): Promise<boolean>
}
