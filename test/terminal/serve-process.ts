import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type CommandLineScenario, node, program } from './command-line.ts'

/** Milliseconds for something that is to be said. */
const MAX_WAIT = 20_000

/** `serve`, while a test talks to it. */
export interface Serving extends AsyncDisposable {
  pid: number
  /** As it was printed. */
  endpoint: string
  header: string
  port: number
  /** What stands on its streams so far. */
  said: { stdout: string; stderr: string }
  /** Asks for a token, or for something else at the same place. */
  ask(query?: Record<string, string>, request?: RequestInit): Promise<Answered>
  /** Waits until standard error has this. */
  line(pattern: RegExp): Promise<RegExpExecArray>
  end(signal: NodeJS.Signals): Promise<number | null>
  /** Settles with the exit code. */
  ended: Promise<number | null>
}

export interface Answered {
  status: number
  headers: Headers
  body: Record<string, string>
}

/** The query of a good request for this resource. */
export function asking(resource: string): Record<string, string> {
  return { 'api-version': '2019-08-01', resource }
}

/**
 * Starts `serve` of the built command line, and waits until it prints where it is.
 * @param person sees what it says meanwhile, until they have done their part
 */
export async function startServing(
  scenario: Pick<CommandLineScenario, 'env'>,
  args: readonly string[] = [],
  env: Record<string, string | undefined> = {},
  person?: (said: string) => boolean,
): Promise<Serving> {
  const child = spawn(node, [program, 'serve', '--output', 'json', ...args], {
    env: { ...scenario.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
    })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const until = async <T>(found: () => T | null): Promise<T> => {
    const signal = AbortSignal.timeout(MAX_WAIT)
    for (;;) {
      const result = found()
      if (result !== null) return result
      assert.equal(child.exitCode, null, `it has ended:\n${said.stderr}`)
      const more = [child.stdout, child.stderr].map((stream) => once(stream, 'data', { signal }))
      await Promise.race([...more, ended]).catch(() => assert.fail(`nothing more came than:\n${said.stderr}`))
    }
  }
  try {
    if (person) await until(() => person(said.stderr) || null)
    await until(() => /\n/.exec(said.stdout))
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
  const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header } = JSON.parse(said.stdout)

  return {
    ...{ pid: child.pid ?? 0, endpoint, header, said, ended },
    port: Number(new URL(endpoint).port),
    async ask(query = asking('https://api.powerplatform.com'), request = {}) {
      const url = `${endpoint}?${new URLSearchParams(query)}`
      const answer = await fetch(url, { headers: { 'X-IDENTITY-HEADER': header }, ...request })
      return {
        status: answer.status,
        headers: answer.headers,
        body: (await answer.json()) as Record<string, string>,
      }
    },
    line: (pattern) => until(() => pattern.exec(said.stderr)),
    end(signal) {
      child.kill(signal)
      return ended
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
