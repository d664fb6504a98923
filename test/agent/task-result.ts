import type { LeftFile } from '../runner/left-files.ts'
import type { TaskIssue } from './step-log.ts'
import type { Variable } from './variables.ts'

/** From the best to the worst; those behind Failed are final. */
export const outcomes = [
  'Succeeded',
  'SucceededWithIssues',
  'Failed',
  'Canceled',
  'Skipped',
  'Abandoned',
] as const
export type Outcome = (typeof outcomes)[number]

/** The worse of two (src/Microsoft.VisualStudio.Services.Agent/Util/TaskResultUtil.cs). */
export function mergeOutcomes(current: Outcome | undefined, coming: Outcome): Outcome {
  if (current === undefined) return coming
  const [now, then] = [outcomes.indexOf(current), outcomes.indexOf(coming)]
  return now <= outcomes.indexOf('Failed') && then >= now ? coming : current
}

/** As Enum.TryParse: case matters, space around doesn't, and a number will do. */
export function readOutcome(text: string): Outcome | undefined {
  const trimmed = text.trim()
  return /^\+?\d+$/.test(trimmed) ? outcomes[Number(trimmed)] : outcomes.find((name) => name === trimmed)
}

/** What a task did, as the job, its log page and later steps see it. */
export interface TaskResult {
  outcome: Outcome
  /** Why the agent skipped the task: nothing ran then */
  skippedBecause?: string
  /** null if a signal ended the process, or none ran */
  exitCode: number | null
  signal: NodeJS.Signals | null
  timedOut: boolean
  /** Which of the task's handlers was chosen, and the Node that ran it */
  handler: string
  nodeVersion: string
  /** The step's output variables, by the names that the task gave them */
  outputs: Record<string, string>
  /** Every variable that the task set, by the name that later steps know: `token.accessToken` for an output */
  variables: Record<string, Variable>
  /** Those of `task.settaskvariable` */
  taskVariables: Record<string, Variable>
  /** Of `task.prependpath`, in order */
  prependPath: string[]
  /** The first ten errors and the first ten warnings */
  issues: TaskIssue[]
  /** Commands that the task's restrictions forbade, such as `task.uploadsummary`, each time one came */
  blockedCommands: string[]
  /** Variables that the task's restrictions forbade, each time it tried */
  blockedVariables: string[]
  /** As the job's log page shows it, after masking */
  log: string
  /** Before masking */
  stdout: string
  stderr: string
  /** What `task.setsecret` was given, decoded, in order */
  masks: string[]
  /** All that the step left in the agent's folders, before masking */
  files: LeftFile[]
  durationMs: number
  /** The job's masker as it stands after the step */
  mask(text: string): string
  /** What a later step of the job gets for a text with macros, such as `$(token.accessToken)` */
  expand(text: string): string
  /** What a later script of the job has in its environment without asking for it */
  laterEnvironment: Record<string, string>
  /** For the search for leaks: what in a line's place hides a value, what a command's data stands for, and its issues */
  hides(line: string): boolean
  decode(data: string): string
  annotations: TaskIssue[]
}
