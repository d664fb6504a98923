import { type ChildProcess, spawn } from 'node:child_process'
import { readLines } from './line-reader.ts'

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

  // Of what has arrived, stderr goes first (src/Runner.Sdk/ProcessInvoker.cs): a line there overtakes a mask
  // that stdout carried before it.
  const waiting = { stderr: [] as string[], stdout: [] as string[] }
  const drain = () => {
    for (const line of [...waiting.stderr.splice(0), ...waiting.stdout.splice(0)]) options.onLine(line)
  }
  const queue = (stream: keyof typeof waiting) => (line: string) => {
    if (waiting.stderr.length + waiting.stdout.length === 0) setImmediate(drain)
    waiting[stream].push(line)
  }
  const stdout = readLines(child.stdout, queue('stdout'))
  const stderr = readLines(child.stderr, queue('stderr'))

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
    const texts = { stdout: stdout.end(), stderr: stderr.end() }
    drain()
    resolve({ exitCode, signal, timedOut, ...texts })
  })
  options.onSpawn?.(child)
  if (options.signal?.aborted) terminate()
  return promise
}
