import type { Annotation } from './annotation.ts'
import type { LeftFile } from './left-files.ts'

/** What a step did, as the job, its log page and later steps see it. */
export interface StepResult {
  outcome: 'success' | 'failure'
  /** null if a signal ended the process */
  exitCode: number | null
  signal: NodeJS.Signals | null
  timedOut: boolean
  /** Raw, from GITHUB_OUTPUT (and from `::set-output::`, which legacyCommands tells) */
  outputs: Record<string, string>
  /** From GITHUB_ENV, without what the runner refuses */
  env: Record<string, string>
  /** From GITHUB_PATH */
  path: string[]
  state: Record<string, string>
  /** Masked; empty if it was over 1 MiB */
  summary: string
  /** The first ten of each type */
  annotations: Annotation[]
  /** As the job's log page shows it, after masking */
  log: string
  /** Before masking */
  stdout: string
  stderr: string
  /** What `::add-mask::` was given, %-decoded, in order */
  masks: string[]
  /** Names of `::set-output::`, `::save-state::`, `::set-env::` and `::add-path::`, each time one came */
  legacyCommands: string[]
  /** All but the outputs, the environment file and the event, before masking */
  files: LeftFile[]
  durationMs: number
  /** The job's masker as it stands after the step */
  mask(text: string): string
  /**
   * What another job would get of an output: undefined where it is empty or masking would change it ("Skip
   * output 'x' since it may contain secret.", FinalizeJob in src/Runner.Worker/JobExtension.cs).
   */
  jobOutput(name: string): string | undefined
}
