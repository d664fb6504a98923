import { type ChildProcess, spawn } from 'node:child_process'
import { readStepOutput } from './step-output.ts'

export interface Command {
  file: string
  arguments: string[]
  env: Record<string, string>
}

/** Turns the command that runs the step on this system's Node into another one, such as for another system. */
export type Launch = (command: Command) => Command

export interface StepProcessOptions extends Omit<Command, 'file'> {
  /** The Node that runs the tests unless given */
  file?: string
  cwd: string
  launch?: Launch | undefined
  timeoutMs: number
  onLine: (line: string) => void
  onSpawn?: ((child: ChildProcess) => void) | undefined
  signal?: AbortSignal | undefined
  /** What it sends to the process; SIGTERM unless given */
  cancelSignal?: NodeJS.Signals
}

export interface StepExit {
  exitCode: number | null
  signal: NodeJS.Signals | null
  timedOut: boolean
  stdout: string
  stderr: string
}

/** Runs the step's script and hands on its lines in the order in which the runner takes them. */
export function runStepProcess(options: StepProcessOptions): Promise<StepExit> {
  const { promise, resolve, reject } = Promise.withResolvers<StepExit>()
  const { cwd, launch = (command) => command, cancelSignal = 'SIGTERM' } = options
  const { file, arguments: parameters, env } = launch({ file: process.execPath, ...options })
  const child = spawn(file, parameters, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })

  const output = readStepOutput(child, options.onLine)

  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    child.kill('SIGKILL')
    // A grandchild may hold the pipes open.
    child.stdout.destroy()
    child.stderr.destroy()
  }, options.timeoutMs)
  const terminate = () => child.kill(cancelSignal)
  options.signal?.addEventListener('abort', terminate)

  child.on('error', reject)
  child.on('close', (exitCode, signal) => {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', terminate)
    resolve({ exitCode, signal, timedOut, ...output.end() })
  })
  options.onSpawn?.(child)
  if (options.signal?.aborted) terminate()
  return promise
}
