import { getToken } from '../../commands/get-token.ts'
import type { Connections } from '../../ports/connections.ts'
import type { CommandLine } from './command-line.ts'
import type { CommandName } from './commands.ts'
import { TerminalInputs } from './inputs.ts'
import { formatOf } from './output-format.ts'
import { readPiped } from './standard-input.ts'
import { print } from './standard-output.ts'
import { Terminal } from './terminal.ts'
import { tokenFormats } from './token-formats.ts'
import { connectionVariables, variables } from './variables.ts'

type Given = Pick<CommandLine, 'options' | 'operands'> & { connections: Connections }

/** Runs a command. @returns the exit code */
export function run(command: CommandName, given: Given): Promise<number> {
  return runners[command](given)
}

/** With the same options, which may be many. */
const SHOWN =
  'the token is shown on this terminal. Pipe it, or put the command into a variable: TOKEN=$(…) in bash, $token = … in PowerShell.'

const runners: Record<CommandName, (given: Given) => Promise<number>> = {
  async token({ options, connections }) {
    const format = formatOf(tokenFormats, options.output ?? 'text')
    const terminal = await newTerminal('token', { options, connections })
    const code = await getToken(terminal.host, terminal.http)
    if (code !== 0 || !terminal.result) return code
    if (process.stdout.isTTY) terminal.host.log.warning(SHOWN)
    return print(format(terminal.result))
  },
  async environments({ options, connections }) {
    const [{ listEnvironments }, { environmentFormats }] = await Promise.all([
      import('../../commands/list-environments.ts'),
      import('./environment-formats.ts'),
    ])
    const { isTTY, columns } = process.stdout
    const format = formatOf(environmentFormats, options.output ?? (isTTY ? 'table' : 'tsv'))
    const terminal = await newTerminal('environments', { options, connections })
    let result = ''
    const code = await listEnvironments(terminal.host, terminal.http, (environments) => {
      result = format(environments, columns ?? Number.POSITIVE_INFINITY)
    })
    return code === 0 ? print(result) : code
  },
  async exec({ options, operands, connections }) {
    const { exec } = await import('./serve.ts')
    const terminal = await newTerminal('exec', { options, connections }, dated)
    return exec(terminal, { options, words: operands })
  },
  async serve({ options, connections }) {
    const [{ serve }, { endpointFormats }] = await Promise.all([
      import('./serve.ts'),
      import('./endpoint-formats.ts'),
    ])
    const format = formatOf(endpointFormats, options.output ?? 'env')
    const terminal = await newTerminal('serve', { options, connections })
    return serve(terminal, { options, format })
  },
  async 'set-up'({ options, connections }) {
    const [{ setUp }, { planFormats }] = await Promise.all([
      import('./set-up.ts'),
      import('./plan-formats.ts'),
    ])
    const format = formatOf(planFormats, options.output ?? 'text')
    const terminal = new Terminal({ command: 'set-up', env: process.env, options, piped: '' }, connections)
    return setUp(terminal, { options, format })
  },
  async explain({ options, operands, connections }) {
    const [{ explain }, { findIds }, { explanationFormats }, { readCodes }, { readAskedText }] =
      await Promise.all([
        import('../../commands/explain.ts'),
        import('../../advice/find-ids.ts'),
        import('./explanation-formats.ts'),
        import('./codes.ts'),
        import('./asked-text.ts'),
      ])
    const format = formatOf(explanationFormats, options.output ?? 'text')
    const codes = await readCodes(operands)
    const text = [...operands, await readAskedText(options.file, operands)].join('\n')
    const env = isOf(findIds(text).clientIds) ? process.env : withoutIds()
    const { host } = new Terminal({ command: 'explain', env, options, piped: '' }, connections)
    const words = { ...host.words, issuedTokens: knownTokens }
    let result = ''
    const code = await explain({ ...host, words }, { codes, text }, (explanations) => {
      result = format(explanations)
    })
    return code === 0 ? print(result) : code
  },
}

/** Begins a line among those of another program, which may run for hours. */
function dated(): string {
  return `power-platform-token ${new Date().toISOString().slice(0, 19)}Z: `
}

/** With the secret that an option says comes on standard input. */
async function newTerminal(
  command: CommandName,
  { options, connections }: Pick<Given, 'options' | 'connections'>,
  prefix?: () => string,
): Promise<Terminal> {
  return new Terminal(
    { command, env: process.env, options, piped: await readPiped(options) },
    connections,
    prefix,
  )
}

/** Whether the variables can be about what a text tells: it names no app, or theirs. */
function isOf(clientIds: ReadonlySet<string>): boolean {
  const inputs = new TerminalInputs({ env: process.env, options: {}, piped: '' })
  return clientIds.size === 0 || clientIds.has(inputs.read('client-id').trim().toLowerCase())
}

/** A tenant belongs to its app: both are another's, or none is. */
function withoutIds(): NodeJS.ProcessEnv {
  const names = ['tenant-id', 'client-id'].flatMap((name) => [variables[name], connectionVariables[name]])
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.includes(name)))
}

/** A log may come from anywhere; most come from GitHub. */
async function knownTokens() {
  return (await import('../github/issued-tokens.ts')).gitHubTokens
}
