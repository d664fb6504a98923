import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createJobDirectories } from '../test/runner/job-directories.ts'
import { jobEnvironment } from '../test/runner/job-environment.ts'

/** A process as a step of a job starts it. */
export interface Command {
  file: string
  arguments: string[]
  env: Record<string, string>
  /** What it leaves in GITHUB_OUTPUT or prints; a token unless something else is said. */
  leaves?: RegExp
  /** What follows each time, uncounted. @param root of the job */
  after?(root: string): Promise<void>
}

/** The files that the runner reads once a step is over. */
const RUNNER_FILES = {
  output: 'GITHUB_OUTPUT',
  env: 'GITHUB_ENV',
  state: 'GITHUB_STATE',
  summary: 'GITHUB_STEP_SUMMARY',
} as const

/** As an output, or alone on standard output. */
const TOKEN = /(access-token(=|<<\S+\n)|^)[\w-]+\.[\w-]+\.[\w-]+\n/

/**
 * Runs a command in a job's environment, from its start to its end, both of its outputs read as the runner does.
 * @param root a folder of the job's own
 * @returns the milliseconds
 * @throws unless it ended well and left what it should
 */
export async function runStep(root: string, command: Command): Promise<number> {
  const directories = createJobDirectories(root)
  const files = Object.entries(RUNNER_FILES).map(([name, variable]) => [variable, join(root, name)] as const)
  for (const [, file] of files) writeFileSync(file, '')
  // A hosted runner starts cold.
  const { NODE_COMPILE_CACHE: _, ...job } = jobEnvironment(directories, false)
  const env = { ...job, ...Object.fromEntries(files), ...command.env }

  const started = performance.now()
  const child = spawn(command.file, command.arguments, {
    cwd: directories.workspace,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', resolve)
  })
  const printed = Promise.all([text(child.stdout), text(child.stderr)])
  const exitCode = await ended
  const milliseconds = performance.now() - started

  const [standardOutput, standardError] = await printed
  const left = leftIn(root, 'output') + standardOutput
  if (exitCode !== 0 || !(command.leaves ?? TOKEN).test(left)) {
    throw new Error(`${command.arguments.join(' ')} failed:\n${standardOutput}${standardError}`)
  }
  return milliseconds
}

/** What a step left in one of the runner's files. */
export function leftIn(root: string, name: keyof typeof RUNNER_FILES): string {
  return readFileSync(join(root, name), 'utf8')
}
