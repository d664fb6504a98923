import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { programPath } from './program-path.ts'

/** Characters that a program may print; a JWT has some thousands. */
export const MAX_OUTPUT = 65_536
/** Milliseconds after a program's end in which what it printed is still on its way. */
const GRACE = 250
/** Milliseconds that a program gets to end by the signal that ends this one. */
const FAREWELL = 1000
/** Those by which a person, a shell or a CI system ends this program. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** How a program ended, and what it printed until then. */
export interface Ended {
  /** What kept it from running; undefined if it ran. */
  error?: { name: string; code?: string | undefined }
  code: number | null
  signal: string | null
  stdout: string
  /** The end of it, in whole lines. */
  stderr: string
  isLate: boolean
  isTooMuch: boolean
}

interface ProgramOptions {
  env: NodeJS.ProcessEnv
  /** Milliseconds. */
  wait: number
  /** What it reads; nothing unless given. */
  input?: string
}

/** Runs a program without a shell, and lets it neither stay after this one, nor keep it, nor fill its memory. */
export async function outputOf(
  program: string,
  words: readonly string[],
  { env, wait, input }: ProgramOptions,
): Promise<Ended> {
  const path = programPath(program, { env, platform: process.platform, exists: existsSync })
  if (path === undefined) return { ...nothing, error: { name: 'Error', code: 'ENOENT' } }
  let child: ChildProcess
  try {
    const stdin = input === undefined ? 'ignore' : 'pipe'
    child = spawn(path, words, { env, stdio: [stdin, 'pipe', 'pipe'], windowsHide: true })
  } catch (error) {
    return { ...nothing, error: error as NodeJS.ErrnoException }
  }
  // It may end without reading.
  child.stdin?.on('error', () => {}).end(input)
  const letGo = endTogether(child)
  try {
    return await settled(child, wait)
  } finally {
    letGo()
  }
}

const nothing = { code: null, signal: null, stdout: '', stderr: '', isLate: false, isTooMuch: false }

function settled(child: ChildProcess, wait: number): Promise<Ended> {
  let stdout = ''
  let stderr = ''
  let isCut = false
  return new Promise((resolve) => {
    const settle = (how: Partial<Ended>) => {
      clearTimeout(timer)
      clearTimeout(grace)
      child.stdout?.destroy()
      child.stderr?.destroy()
      child.unref()
      resolve({ ...nothing, ...how, stdout, stderr: isCut ? stderr.replace(/^.*\n?/, '') : stderr })
    }
    const stop = (why: Partial<Ended>) => {
      child.kill('SIGKILL')
      settle(why)
    }
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk
      if (stdout.length > MAX_OUTPUT) stop({ isTooMuch: true })
    })
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk
      isCut ||= stderr.length > MAX_OUTPUT
      stderr = stderr.slice(-MAX_OUTPUT)
    })
    const timer = setTimeout(() => stop({ isLate: true }), wait)
    let grace: NodeJS.Timeout | undefined
    child.once('error', (error) => settle({ error }))
    child.once('close', (code, signal) => settle({ code, signal }))
    // What it left behind in the background may hold its streams open.
    child.once('exit', (code, signal) => {
      grace = setTimeout(() => settle({ code, signal }), GRACE)
    })
  })
}

/** Passes the signals on that end this program, and ends it by the same one; nothing outlives it. @returns undoes it */
function endTogether(child: ChildProcess): () => void {
  const kill = () => child.kill('SIGKILL')
  process.on('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  const letGo = () => {
    for (const signal of SIGNALS) process.off(signal, end)
  }
  const end = (signal: NodeJS.Signals) => {
    // Whoever else listens ends this program, or hands the signal on.
    const isOwn = process.listenerCount(signal) === 1
    letGo()
    // Windows has no other that can be sent.
    const sent = process.platform === 'win32' ? 'SIGTERM' : signal
    const die = () => isOwn && process.kill(process.pid, sent)
    if (!child.kill(sent)) die()
    child.once('exit', die)
    setTimeout(() => {
      child.kill('SIGKILL')
      die()
    }, FAREWELL)
  }
  for (const signal of SIGNALS) process.on(signal, end)
  return letGo
}
