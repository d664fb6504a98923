import { type ChildProcess, spawn } from 'node:child_process'
import { basename } from 'node:path'
import { Failure, type FailureParts } from '../../failure/failure.ts'
import type { IdentityContext } from '../../ports/identity-provider.ts'
import { isJwt } from '../../values/token-form.ts'
import { federatedTokenCommand } from './options.ts'
import { splitWords } from './split-words.ts'

/** Stands for the audience in a command. */
const AUDIENCE = '{audience}'
/** Characters of what a command may print; a JWT has some thousands. */
const MAX_OUTPUT = 65_536
/** Milliseconds. A CI system answers within a second. */
const MAX_WAIT = 30_000
/** Lines of a failed command's talk that are shown, and characters of each. */
const MAX_TALK = 3
const MAX_LINE = 200

interface Ended {
  /** What kept it from running; undefined if it ran. */
  error?: NodeJS.ErrnoException
  code: number | null
  signal: string | null
  stdout: string
  stderr: string
  isLate: boolean
}

interface TokenCommandContext extends IdentityContext {
  audience: string
  /** The environment that the command gets. */
  env: NodeJS.ProcessEnv
}

/**
 * The token that a command prints, such as `buildkite-agent oidc request-token`, which runs without a shell.
 * @throws {Failure}
 */
export async function runTokenCommand(
  line: string,
  { audience, deadline, env, secrets }: TokenCommandContext,
): Promise<string> {
  const [program = '', ...words] = splitWords(line)
  const given = words.map((word) => word.replaceAll(AUDIENCE, audience))
  const ended = await end(spawnCommand(program, given, env), Math.min(MAX_WAIT, deadline.left))
  const token = ended.stdout.trim()
  // Whatever it is, it may be a secret, and the command's talk may repeat it.
  secrets.hide(token)
  const problem = problemOf(ended, token)
  if (!problem) return token
  const name = nameOf(program)
  throw new Failure({
    title: `--${federatedTokenCommand.name}: ${name} ${problem.title}`,
    heading: 'Command of the federated token',
    tried: `running ${name} for an OIDC token for ${audience}`,
    ...(ended.stderr.trim() && { answer: withoutTokens(ended.stderr) }),
    why: problem.why,
    fixes: problem.fixes ?? [],
  })
}

function spawnCommand(program: string, words: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
}

/** Waits for all that it prints, and no longer than that: what it started may hold its streams open. */
function end(child: ChildProcess, wait: number): Promise<Ended> {
  const streams = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      if (streams[name].length <= MAX_OUTPUT) streams[name] += chunk
    })
  }
  return new Promise((resolve) => {
    const settle = (how: Partial<Ended>) => {
      clearTimeout(timer)
      child.stdout?.destroy()
      child.stderr?.destroy()
      resolve({ code: null, signal: null, isLate: false, ...how, ...streams })
    }
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      child.unref()
      settle({ isLate: true })
    }, wait)
    child.once('error', (error) => settle({ error }))
    child.once('close', (code, signal) => settle({ code, signal }))
  })
}

type Problem = Pick<FailureParts, 'why' | 'fixes'> & { title: string }

function problemOf({ error, code, signal, isLate }: Ended, token: string): Problem | undefined {
  if (error?.code === 'ENOENT')
    return {
      title: 'is not found',
      why: 'No program of this name is in PATH. The command runs without a shell, so aliases and functions are no programs.',
      fixes: [
        { text: 'Install it, give its whole path, or run this inside a job of the CI system that has it.' },
      ],
    }
  if (error)
    return {
      title: 'could not be started',
      why: `The system refused it (${error.code ?? error.name}).`,
      fixes: [{ text: 'Check that it is a program and that you may run it.' }],
    }
  if (isLate)
    return {
      title: 'did not end in time',
      why: `It has ${MAX_WAIT / 1000} seconds, and no more than --timeout leaves. It gets nothing on standard input, so it must not ask.`,
      fixes: [{ text: 'Run the command by itself and see what it waits for.' }],
    }
  if (code !== 0)
    return {
      title: code === null ? `was ended by ${signal}` : `ended with exit code ${code}`,
      why: 'The command failed, and what it printed is not used. It gets this environment without the secrets of this program.',
      fixes: [{ text: 'Run the command by itself in the same job and see what it says.' }],
    }
  if (!isJwt(token))
    return {
      title: token === '' ? 'printed nothing' : 'printed no token',
      why: `Standard output must hold one signed OIDC token (a JWT: three parts with dots between) and nothing else, and holds ${token === '' ? 'nothing' : `${token.length > MAX_OUTPUT ? `more than ${MAX_OUTPUT}` : token.length} characters, which are no JWT`}.`,
      fixes: [
        { text: 'Let the command print the token alone: no JSON around it, and no other line before it.' },
      ],
    }
  return undefined
}

/** A program's name, unless the word could be something else that came here by mistake. */
function nameOf(program: string): string {
  const name = basename(program)
  return /^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/i.test(name) && name.length <= 40 ? name : 'the command'
}

/** The last lines of what a program said, without what could be a token of its own. */
function withoutTokens(talk: string): string {
  return talk
    .trim()
    .split(/[\r\n]+/)
    .slice(-MAX_TALK)
    .map((line) => line.replace(/[\w.~+/=-]{16,}/g, hideToken).slice(0, MAX_LINE))
    .join('\n')
}

/** Words and paths have no digits among their letters. */
function hideToken(word: string): string {
  return /\d/.test(word) && /[a-z]/i.test(word) ? '***' : word
}
