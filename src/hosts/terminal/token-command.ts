import { basename } from 'node:path'
import { Failure, type FailureParts } from '../../failure/failure.ts'
import type { IdentityContext } from '../../ports/identity-provider.ts'
import { isJwt } from '../../values/token-form.ts'
import { federatedTokenCommand } from './options.ts'
import { type Ended, MAX_OUTPUT, outputOf } from './program-output.ts'
import { splitWords } from './split-words.ts'

/** Stands for the audience in a command. */
const AUDIENCE = '{audience}'
/** Milliseconds. A CI system answers within a second. */
const MAX_WAIT = 30_000
/** Lines of a failed command's talk that are shown, and characters of each. */
const MAX_TALK = 3
const MAX_LINE = 200

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
  const ended = await outputOf(program, given, { env, wait: Math.min(MAX_WAIT, deadline.left) })
  const token = ended.stdout.trim()
  // Whatever it is, it may be a secret, and the command's talk may repeat it.
  secrets.hide(token)
  const problem = problemOf(ended, token)
  if (!problem) return token
  const name = nameOf(program, ended)
  throw new Failure({
    title: `--${federatedTokenCommand.name}: ${name} ${problem.title}`,
    heading: 'Command of the federated token',
    tried: `running ${name} for an OIDC token for ${audience}`,
    ...(ended.stderr.trim() && { answer: shownTalk(ended.stderr, secrets) }),
    why: problem.why,
    fixes: problem.fixes ?? [],
  })
}

type Problem = Pick<FailureParts, 'why' | 'fixes'> & { title: string }

function problemOf({ error, code, signal, isLate, isTooMuch }: Ended, token: string): Problem | undefined {
  if (error?.code === 'ENOENT')
    return {
      title: 'is not found',
      why: 'No program of this name is in PATH. The command runs without a shell, so aliases and functions are not programs.',
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
  if (code !== 0 && !isTooMuch)
    return {
      title: code === null ? `was ended by ${signal}` : `ended with exit code ${code}`,
      why: 'The command failed, and what it printed is not used. It gets this environment without the secrets of this program.',
      fixes: [{ text: 'Run the command by itself in the same job and see what it says.' }],
    }
  if (!isJwt(token))
    return {
      title: token === '' ? 'printed nothing' : 'printed no token',
      why: `Standard output must hold one signed OIDC token (a JWT: three parts with dots between) and nothing else, and holds ${token === '' ? 'nothing' : `${isTooMuch ? `more than ${MAX_OUTPUT}` : token.length} characters, which is not a JWT`}.`,
      fixes: [
        { text: 'Let the command print the token alone: no JSON around it, and no other line before it.' },
      ],
    }
  return undefined
}

/** Programs that print tokens, as docs/other-ci.md and others have them. */
const KNOWN = /^(buildkite-agent|circleci|circleci-agent|az|aws|gcloud|kubectl|vault)$/

/** A program's name, where there is such a program: what else stands in its place may be a secret that came by mistake. */
function nameOf(program: string, { error }: Ended): string {
  const name = basename(program)
  const isShort = /^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/i.test(name) && name.length <= 40
  return isShort && (!error || KNOWN.test(name)) ? name : 'the command'
}

/** The last lines of what a program said, without secrets, and without what could be a token of its own. */
function shownTalk(talk: string, secrets: IdentityContext['secrets']): string {
  return talk
    .trim()
    .split(/[\r\n]+/)
    .slice(-MAX_TALK)
    .map((line) => {
      // In this order: half a secret is one that no mask knows.
      const redacted = secrets.redact(line).replace(/[\w.~+/=-]{16,}/g, hideToken)
      return redacted.slice(0, MAX_LINE)
    })
    .join('\n')
}

/** Words and paths have no digits among their letters. */
function hideToken(word: string): string {
  return /\d/.test(word) && /[a-z]/i.test(word) ? '***' : word
}
