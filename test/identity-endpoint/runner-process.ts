import { type RunActionOptions, runAction } from '../runner/runner.ts'

/* Plays the runner for the process that forked it: runs a step, tells what it left, and lives on as a job goes on. */
process.on('message', async (options: RunActionOptions) => {
  const { outcome, log, env, state } = await runAction(options)
  process.send?.({ outcome, log, env, state } satisfies LeftByStep)
})

/** What the rest of the job gets. */
export interface LeftByStep {
  outcome: string
  log: string
  env: Record<string, string>
  state: Record<string, string>
}
