import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { readStepOutput } from './step-output.ts'
import type { StepExit, StepProcessOptions } from './step-process.ts'

const loader = fileURLToPath(new URL('shared-process.cjs', import.meta.url))

/** What Node itself reads as it starts. */
const isNodes = (name: string) => name.startsWith('NODE_')

/** What runs in the process now. */
interface Running {
  stdout: PassThrough
  stderr: PassThrough
  ended(exitCode: number | null, signal: NodeJS.Signals | null): void
}

/**
 * A process that runs steps one after the other, for the rows of a table: to start Node takes most of what a step costs.
 * Each step loads its script anew, with variables and a folder of its own, and ends by `process.exit`. Another process
 * takes over where a step needs other arguments or variables of Node's, or where the last one has ended it.
 */
export class SharedProcess implements AsyncDisposable {
  #child: ChildProcess | undefined
  #startedWith = ''
  #running: Running | undefined
  #last: Promise<unknown> = Promise.resolve()

  /** Waits for the steps before. */
  run(options: StepProcessOptions): Promise<StepExit> {
    const exit = this.#last.then(() => this.#run(options))
    this.#last = exit.catch(() => {})
    return exit
  }

  async #run({ arguments: parameters, cwd, env, timeoutMs, onLine }: StepProcessOptions): Promise<StepExit> {
    const main = parameters.at(-1)
    const child = await this.#started(parameters.slice(0, -1), env)
    const { promise, resolve } = Promise.withResolvers<Pick<StepExit, 'exitCode' | 'signal'>>()
    const mark = `step ${crypto.randomUUID()} `
    const streams = { stdout: new PassThrough(), stderr: new PassThrough() }
    this.#running = { ...streams, ended: (exitCode, signal) => resolve({ exitCode, signal }) }

    let marks = 0
    let exitCode = 0
    const output = readStepOutput(streams, (line) => {
      const at = line.indexOf(mark)
      if (at !== 0) onLine(at < 0 ? line : line.slice(0, at))
      if (at < 0) return
      marks += 1
      exitCode += Number(line.slice(at + mark.length))
      if (marks === 2) resolve({ exitCode, signal: null })
    })
    let timedOut = false
    const timer = setTimeout(() => {
      timedOut = true
      child.kill('SIGKILL')
    }, timeoutMs)
    child.send({ main, cwd, env, end: mark })
    const exit = await promise
    clearTimeout(timer)
    this.#running = undefined
    const { stdout, stderr } = output.end()
    const upToMark = (text: string) => text.split(mark, 1)[0] ?? ''
    return { ...exit, timedOut, stdout: upToMark(stdout), stderr: upToMark(stderr) }
  }

  async #started(parameters: string[], env: Record<string, string>): Promise<ChildProcess> {
    const own = Object.fromEntries(Object.entries(env).filter(([name]) => isNodes(name)))
    const startedWith = JSON.stringify([parameters, own])
    if (this.#child && startedWith === this.#startedWith) return this.#child
    await this.#end()
    const child = spawn(process.execPath, [...parameters, loader], {
      env: { ...own },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    child.stdout?.on('data', (chunk) => this.#running?.stdout.write(chunk))
    child.stderr?.on('data', (chunk) => this.#running?.stderr.write(chunk))
    child.once('close', (exitCode, signal) => {
      if (this.#child !== child) return
      this.#child = undefined
      this.#running?.ended(exitCode, signal)
    })
    this.#child = child
    this.#startedWith = startedWith
    return child
  }

  async #end(): Promise<void> {
    const child = this.#child
    if (!child) return
    this.#child = undefined
    // `close` never comes after a channel that was closed here.
    const ended = once(child, 'exit')
    child.disconnect()
    await ended
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#last
    await this.#end()
  }
}
