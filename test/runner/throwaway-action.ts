import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type RunActionOptions, runAction } from './runner.ts'
import type { StepResult } from './step-result.ts'

/** Runs a script as an action of its own, in a folder that is gone afterwards. */
export async function runThrowaway(
  script: string,
  options: Partial<RunActionOptions> & { actionYaml?: string } = {},
): Promise<StepResult> {
  const { actionYaml = 'runs:\n  using: node24\n  main: main.mjs\n', ...rest } = options
  const actionDirectory = mkdtempSync(path.join(os.tmpdir(), 'action-'))
  try {
    writeFileSync(path.join(actionDirectory, 'action.yml'), actionYaml)
    const main = `import { appendFileSync, writeFileSync } from 'node:fs'\nconst { env } = process\n${script}`
    writeFileSync(path.join(actionDirectory, 'main.mjs'), main)
    return await runAction({ actionDirectory, ...rest })
  } finally {
    rmSync(actionDirectory, { recursive: true, force: true })
  }
}
