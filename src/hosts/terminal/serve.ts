import type { ExitCode } from '../../commands/exit-code.ts'
import { newSecret, serveTokens } from '../../commands/serve-tokens.ts'
import {
  describeSurroundings,
  proxyExceptions,
  rivalVariables,
} from '../../identity-endpoint/surroundings.ts'
import { isBatchFile, passBatchFile } from './batch-file.ts'
import type { endpointFormats } from './endpoint-formats.ts'
import { identityHeaderEnv, portOption } from './options.ts'
import { runCommand } from './run-command.ts'
import { untilSignal } from './signals.ts'
import { print } from './standard-output.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'
import { credentialVariables, isPlainName, readVariable, variablesNamed } from './variables.ts'

/** Serves tokens in the foreground until a signal or a request ends it; prints where, once that is ready. */
export async function serve(
  { host, http }: Terminal,
  { options, format }: { options: Readonly<Record<string, string>>; format: (typeof endpointFormats)['env'] },
): Promise<ExitCode> {
  const place = { port: readPort(options), secret: readSecret(options, process.env) }
  for (const sentence of describeSurroundings(process.env)) host.log.warning(sentence)
  let printed: ExitCode = 0
  const code = await serveTokens(host, http, place, async (endpoint) => {
    // Whoever reads what is printed may end it at once.
    const ended = Promise.race([endpoint.asked, untilSignal()])
    printed = await print(format(variablesOf(endpoint.address, place.secret)))
    host.log.info('Serving tokens. Stop it with Ctrl-C or SIGTERM.')
    if (printed === 0) await ended
    for (const line of endpoint.summary) host.log.info(line)
  })
  return code || printed
}

/** Runs a command that finds the endpoint in its environment, and ends as it ends. @returns the exit code */
export async function exec(
  { host, http, secretVariables }: Terminal,
  { options, words }: { options: Readonly<Record<string, string>>; words: readonly string[] },
): Promise<number> {
  checkWords(words)
  const isKept = options['keep-env'] !== undefined
  const secret = newSecret()
  for (const sentence of describeSurroundings(process.env, { kept: isKept })) host.log.warning(sentence)
  let ended = 0
  const code = await serveTokens(host, http, { port: 0, secret }, async (endpoint) => {
    const { address, clientId } = endpoint
    const own = isKept ? [] : [...secretVariables(), ...credentialVariables, ...rivalVariables]
    const env = {
      ...without(process.env, own),
      // SDKs send it, and the endpoint has tokens of one app.
      ...(process.env.AZURE_CLIENT_ID && clientId && { AZURE_CLIENT_ID: clientId }),
      ...variablesOf(address, secret),
    }
    ended = await runCommand(words, { env, fail: (line) => host.log.info(line) })
    for (const line of endpoint.summary) host.log.info(line)
  })
  return code || ended
}

/** By which programs find an endpoint, and no proxy instead. */
function variablesOf(address: string, secret: string): Record<string, string> {
  return { IDENTITY_ENDPOINT: address, IDENTITY_HEADER: secret, ...proxyExceptions(process.env) }
}

/** On Windows, before a token is asked for or a person signs in. */
function checkWords([program = '', ...words]: readonly string[]): void {
  if (passBatchFile(words) || !isBatchFile(program, process.env)) return
  throw new UsageError(
    'These words would not reach the program as they are: it is a batch file, in which Windows changes a ^, a line end and a %…:…%, and takes a &, |, < or > after a quote for its own. Put them into a file or an environment variable, or start what the batch file starts, as in: -- node SCRIPT.',
  )
}

function without(env: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  const hidden = new Set(variablesNamed(names, env))
  return Object.fromEntries(Object.entries(env).filter(([name]) => !hidden.has(name)))
}

function readPort({ [portOption.name]: text }: Readonly<Record<string, string>>): number {
  if (text === undefined) return 0
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535)
    throw new UsageError(`--${portOption.name} is a number from 1 to 65535.`)
  return port
}

function problemOf(secret: string | undefined): string {
  if (secret === undefined) return 'is not set'
  if (secret === '') return 'is empty'
  const { length } = secret
  const others = length >= 32 && length <= 200 ? ', and some are spaces or not ASCII' : ''
  return `holds ${length} character${length === 1 ? '' : 's'}${others}`
}

/** What is given beforehand must be as hard to guess as what is made here. */
function readSecret(options: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv): string {
  const name = options[identityHeaderEnv.name]
  if (name === undefined) return newSecret()
  const secret = readVariable(name, env)
  if (secret && /^[\x21-\x7e]{32,200}$/.test(secret)) return secret
  const shown = isPlainName(name) ? name : `The variable that --${identityHeaderEnv.name} names`
  throw new UsageError(
    `${shown} ${problemOf(secret)}; it must hold 32 to 200 random characters without spaces, as openssl rand -hex 32 prints.`,
  )
}
