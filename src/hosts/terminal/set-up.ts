import { createInterface } from 'node:readline/promises'
import type { ExitCode } from '../../commands/exit-code.ts'
import { setUp as carryOut, planSetUp, type SetUpDesk, takeDown } from '../../commands/set-up.ts'
import { Failure } from '../../failure/failure.ts'
import type { Plan } from '../../plan/step.ts'
import { tenantIdInput } from '../../request/tenant-and-client.ts'
import { SignedInTool } from './administrator.ts'
import { keepSecret } from './keep-secret.ts'
import { outputOf } from './program-output.ts'
import { setUpResult } from './set-up-result.ts'
import { forStandardError } from './standard-error.ts'
import { print } from './standard-output.ts'
import type { Terminal } from './terminal.ts'

/** Milliseconds for a program on this machine. */
const MAX_WAIT = 30_000

interface Given {
  options: Readonly<Record<string, string>>
  /** How a plan is written. */
  format(plan: Plan): string
}

/** Shows a plan, carries it out, or takes away what it made. */
export async function setUp(terminal: Terminal, { options, format }: Given): Promise<ExitCode> {
  const { host, http } = terminal
  const here = await repositoryHere(process.env)
  let result = ''
  const code = options['dry-run']
    ? await planSetUp(host, here, (plan) => {
        result = format(plan)
      })
    : await act()
  return code === 0 && result ? print(result) : code

  function act(): Promise<ExitCode> {
    const desk = deskOf(terminal, options, here)
    if (options.remove) return takeDown(host, http, desk)
    return carryOut(host, http, desk, (wanted, known) => {
      result = setUpResult(wanted, known, options.output)
    })
  }
}

function deskOf(
  { host }: Terminal,
  options: Readonly<Record<string, string>>,
  here: string | undefined,
): SetUpDesk {
  const { env } = process
  const administrator = new SignedInTool({
    ...{ env, secrets: host.secrets, tenantId: host.inputs.read(tenantIdInput.name).trim() },
    info: (line) => host.log.info(line),
  })
  return {
    ...{ here, administrator },
    keep: (place, value) => keepSecret(place, value, { env, file: options['secret-file'] }),
    confirm: (question, lines) => (options.yes ? Promise.resolve(true) : ask(question, lines)),
  }
}

/** @throws {Failure} without a terminal, at which somebody could answer */
async function ask(question: string, lines: readonly string[]): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new Failure(
      {
        title: 'Nobody can be asked whether to go on',
        heading: 'Set-up',
        why: 'This is no terminal. What would be done, --dry-run shows.',
        fixes: [{ text: 'Add --yes to go on without being asked.' }],
      },
      { blame: 'usage' },
    )
  }
  process.stderr.write(`${lines.map((line) => forStandardError(line)).join('\n')}\n`)
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}

/** The repository of GitHub that this folder is a clone of. */
async function repositoryHere(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { code, stdout } = await outputOf('git', ['remote', 'get-url', 'origin'], { env, wait: MAX_WAIT })
  const found =
    /^(?:https:\/\/(?:[^/@]*@)?github\.com\/|(?:ssh:\/\/)?git@github\.com[:/])([\w-]+\/[\w.-]+?)(?:\.git)?\s*$/i.exec(
      stdout,
    )
  return code === 0 ? found?.[1] : undefined
}
