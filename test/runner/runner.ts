import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inputVariable, mergeInputs, readManifest } from './action-manifest.ts'
import { CommandManager } from './command-manager.ts'
import { FileCommands } from './file-commands.ts'
import { createJobDirectories } from './job-directories.ts'
import { jobEnvironment, shownEnvironment } from './job-environment.ts'
import { type LeftFile, leftFiles } from './left-files.ts'
import { SecretMasker } from './secret-masker.ts'
import type { SharedProcess } from './shared-process.ts'
import { StepLog } from './step-log.ts'
import { type Launch, runStepProcess, type StepExit } from './step-process.ts'
import type { StepResult } from './step-result.ts'

export interface RunActionOptions {
  /** The folder with action.yml, whose runs.using must be node24 */
  actionDirectory: string
  /** The step's `with:` */
  inputs?: Record<string, string>
  /** The job's variables, over a minimal environment; undefined removes one, even GITHUB_OUTPUT */
  env?: Record<string, string | undefined>
  /** The job's `secrets.*`, masked before the step */
  secrets?: string[]
  /** Step debug logging */
  debug?: boolean
  /** 30 s unless given */
  timeoutMs?: number
  /** In place of runs.main */
  main?: string
  nodeArguments?: string[]
  /** In place of this system's Node */
  launch?: Launch
  /** In place of a process of its own, unless `launch`, `signal` or `onSpawn` needs that */
  sharedProcess?: SharedProcess
  /** The step's `uses:`, for the log's first line */
  uses?: string
  /** Sends SIGTERM to the step's process */
  signal?: AbortSignal
  onSpawn?: (child: ChildProcess) => void
  /** Gets each line of stdout and stderr before masking, in the order in which the runner takes them */
  onLine?: (line: string) => void
}

/** Runs an action as one step of a job, as GitHub's runner does, and tells what came of it. */
export async function runAction(options: RunActionOptions): Promise<StepResult> {
  const manifest = readManifest(options.actionDirectory)
  const main = path.resolve(options.actionDirectory, options.main ?? manifest.main)
  if (!existsSync(main)) throw new Error(`runs.main is not there: ${main}`)

  const root = mkdtempSync(path.join(os.tmpdir(), 'runner-'))
  try {
    const directories = createJobDirectories(root)
    const { env = {}, debug = false, uses = 'OWNER/power-platform-token@v1' } = options
    const masker = jobMasker(options)
    const log = new StepLog(masker, debug)
    const files = new FileCommands(directories.temp)

    const inputs = mergeInputs(manifest, options.inputs ?? {}, log)
    printDetails({ log, title: `Run ${uses}`, inputs, env })

    const variables = definedOnly({
      ...jobEnvironment(directories, debug),
      ...files.variables(),
      ...Object.fromEntries([...inputs].map(([name, value]) => [inputVariable(name), value])),
      ...env,
    })
    const workspace = variables.GITHUB_WORKSPACE || directories.workspace
    const commands = new CommandManager({ log, masker, workspace, debug })

    const timeoutMs = options.timeoutMs ?? 30_000
    const started = performance.now()
    const { sharedProcess, launch, signal, onSpawn } = options
    const isAlone = launch || signal || onSpawn
    const runStep = sharedProcess && !isAlone ? sharedProcess.run.bind(sharedProcess) : runStepProcess
    const exit = await runStep({
      arguments: [...(options.nodeArguments ?? []), main],
      cwd: workspace,
      env: variables,
      launch,
      timeoutMs,
      onLine: (line) => {
        options.onLine?.(line)
        commands.processLine(line)
      },
      onSpawn,
      signal,
    })
    const durationMs = performance.now() - started

    if (exit.timedOut) log.error(`The action 'Run ${uses}' has timed out after ${timeoutMs} ms.`)
    else log.debug(`Node Action run completed with exit code ${exit.exitCode}`)
    files.process(log, masker)
    return stepResult({ exit, commands, files, log, masker, durationMs, left: leftFiles(root) })
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

// The secrets are trimmed first, and the runner knows its own token (InitializeSecretMasker in
// src/Runner.Worker/Worker.cs).
function jobMasker({ secrets = [], env = {} }: RunActionOptions): SecretMasker {
  const masker = new SecretMasker()
  for (const secret of secrets) masker.addValueAndLines(secret.trim())
  for (const name of ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_RUNTIME_TOKEN']) {
    masker.addValue(env[name] ?? '')
  }
  return masker
}

// PrintActionDetails in src/Runner.Worker/Handlers/Handler.cs; the log page folds this group.
function printDetails(details: {
  log: StepLog
  title: string
  inputs: Map<string, string>
  env: Record<string, string | undefined>
}): void {
  const { log, inputs } = details
  log.output(details.title)
  if (inputs.size > 0) log.output('with:')
  for (const [name, value] of inputs) if (value !== '') log.output(`  ${name}: ${value}`)
  const shown = shownEnvironment(details.env)
  if (shown.length > 0) log.output('env:')
  for (const [name, value] of shown) log.output(`  ${name}: ${value}`)
}

const definedOnly = (variables: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >

function stepResult(step: {
  exit: StepExit
  commands: CommandManager
  files: FileCommands
  log: StepLog
  masker: SecretMasker
  durationMs: number
  left: LeftFile[]
}): StepResult {
  const { exit, commands, files, log, masker } = step
  const outputs = { ...commands.outputs, ...files.outputs }
  const mask = (text: string) => masker.mask(text)
  return {
    ...exit,
    outcome: exit.exitCode === 0 && !commands.failed && !files.failed ? 'success' : 'failure',
    outputs,
    env: files.env,
    path: files.path,
    state: { ...commands.state, ...files.state },
    summary: files.summary,
    annotations: log.annotations,
    log: log.lines.join('\n'),
    masks: commands.masks,
    legacyCommands: commands.legacyCommands,
    files: step.left,
    durationMs: step.durationMs,
    mask,
    jobOutput: (name) => {
      const value = outputs[name]
      return value && mask(value) === value ? value : undefined
    },
  }
}
