import { writeFileSync } from 'node:fs'
import { Failure, type Fix } from '../../failure/failure.ts'
import type { SecretPlace } from '../../plan/step.ts'
import { type Ended, outputOf } from './program-output.ts'

/** Milliseconds. */
const MAX_WAIT = 30_000

interface KeepOptions {
  env: NodeJS.ProcessEnv
  /** Path of a new file; undefined for the place itself. */
  file: string | undefined
}

/**
 * Puts a new secret where it belongs: into a new file that only its owner can read, or by standard input into GitHub's
 * command line, so that it stands in no argument. @throws {Failure}
 */
export async function keepSecret(
  { name, repository }: SecretPlace,
  value: string,
  { env, file }: KeepOptions,
): Promise<void> {
  if (file !== undefined) {
    try {
      writeFileSync(file, value, { flag: 'wx', mode: 0o600 })
    } catch (error) {
      throw notKept(
        name,
        `The file of --secret-file could not be made (${(error as NodeJS.ErrnoException).code}).`,
      )
    }
    return
  }
  if (!repository) throw notKept(name, 'Nothing says where: no repository of GitHub, and no --secret-file.')
  const words = ['secret', 'set', name, '--repo', repository]
  const ended = await outputOf('gh', words, { env, wait: MAX_WAIT, input: value })
  if (ended.code !== 0)
    throw notKept(name, `GitHub's command line ${problemOf(ended)}.`, {
      text: 'Sign in to GitHub, and run the same again:',
      command: 'gh auth login',
    })
}

function problemOf({ error, code, isLate }: Ended): string {
  if (error) return `is not installed, or could not be started (${error.code ?? error.name})`
  return isLate ? 'did not end in time' : `ended with exit code ${code}`
}

function notKept(name: string, reason: string, fix?: Fix): Failure {
  return new Failure({
    title: `The new client secret could not be kept as ${name}`,
    heading: 'Set-up',
    tried: 'keeping it',
    why: `${reason} It was shown nowhere, so nobody can use it; another run makes another.`,
    fixes: [
      fix ?? { text: 'Give --secret-file the path of a file that is not there yet, and run the same again.' },
    ],
  })
}
