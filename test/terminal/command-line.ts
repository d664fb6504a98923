import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { EmulatorOptions } from '../emulator/emulator.ts'
import type { RecordedRequest } from '../emulator/request.ts'
import { leaks } from '../runner/leaks.ts'
import { type Scenario, startScenario } from '../scenario.ts'

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const built = fromHere('../../dist/power-platform-token.cjs')
const source = fromHere('../../src/hosts/terminal/main.ts')
/** The file that runs, and the Node that runs it: another by TERMINAL_PROGRAM, and Node 20 by TERMINAL_NODE. */
export const program = process.env.TERMINAL_PROGRAM ?? (existsSync(built) ? built : source)
export const node = process.env.TERMINAL_NODE ?? process.execPath

export interface CommandLineOptions {
  env?: Record<string, string | undefined>
  stdin?: string
  /** More values that must not be seen anywhere. */
  hidden?: readonly string[]
  /** A script of bash that runs the program as "$@"; without it, the program itself is run. */
  script?: string
  cwd?: string
}

export interface CommandLineResult {
  code: number | null
  stdout: string
  stderr: string
  /** As `service METHOD status`. */
  requests: string[]
  recorded: RecordedRequest[]
}

export interface CommandLineScenario extends Scenario {
  /** What a shell has there: the emulator's addresses, and the app. */
  env: Record<string, string | undefined>
  /** Runs `power-platform-token` with these arguments, and looks for secrets wherever others could see them. */
  command(args: readonly string[], options?: CommandLineOptions): Promise<CommandLineResult>
}

/** Variables whose values are secrets. */
const SECRET =
  /^(AZURE_CLIENT_SECRET|AZURE_PASSWORD|AZURE_CLIENT_CERTIFICATE_PASSWORD|ACTIONS_ID_TOKEN_REQUEST_TOKEN|SYSTEM_ACCESSTOKEN)$|_JWT$/

/** A tenant with an app, and the command line to get its tokens with. */
export async function startCommandLine(options: EmulatorOptions = {}): Promise<CommandLineScenario> {
  const commandLines = new Set<string>()
  const arrived = async (request: RecordedRequest) => {
    for (const each of runningCommandLines()) commandLines.add(each)
    await options.arrived?.(request)
  }
  const scenario = await startScenario({ ...options, arrived })
  const { emulator, tenant, app } = scenario
  const base: Record<string, string | undefined> = {
    ...{ PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8' },
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE && fromHere(`../../${process.env.NODE_COMPILE_CACHE}`),
    ...{ NODE_EXTRA_CA_CERTS: emulator.caPath, HTTPS_PROXY: emulator.proxy.url },
    ...{ AZURE_TENANT_ID: tenant.id, AZURE_CLIENT_ID: app.clientId },
  }

  async function command(
    args: readonly string[],
    { env: given = {}, stdin, hidden = [], script, cwd }: CommandLineOptions = {},
  ): Promise<CommandLineResult> {
    const env = { ...base, ...given }
    const before = emulator.requests.length
    commandLines.clear()
    const words = [node, program, ...args]
    const [file = '', ...parameters] = script ? ['bash', '-c', script, 'bash', ...words] : words
    const child = spawn(file, parameters, {
      ...{ env, stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] },
      ...(cwd !== undefined && { cwd }),
    })
    // A program that reads none of it closes it.
    child.stdin?.on('error', () => {})
    child.stdin?.end(stdin)
    const { stdout, stderr, code } = await ended(child)
    const recorded = emulator.requests.slice(before)

    assert.deepEqual(emulator.unexpected, [], 'it asked for something that the emulator does not know')
    const secrets = new Set([
      ...Object.keys(given)
        .filter((name) => SECRET.test(name))
        .map((name) => given[name])
        // The name of a variable that a pipeline lacks.
        .filter((value) => !/^\$\(.*\)$/.test(value ?? '')),
      ...recorded.map(({ form }) => form?.get('client_assertion') ?? undefined),
      ...(stdin?.trim() ? [stdin.trim()] : []),
      ...hidden,
    ])
    const tokens = recorded.map(({ answer = '' }) => /"access_token":"([^"]+)"/.exec(answer)?.[1])
    const seen = { summary: '', annotations: [], files: [] }
    for (const secret of secrets)
      if (secret?.trim())
        assert.deepEqual(leaks({ ...seen, stdout, stderr }, secret), [], 'a secret is shown')
    for (const secret of [...secrets, ...tokens].filter((each) => each?.trim())) {
      assert.deepEqual(
        leaks({ ...seen, stdout: '', stderr }, secret ?? ''),
        [],
        'a secret is in standard error',
      )
      assert.ok(![...commandLines].some((line) => line.includes(secret ?? '')), 'ps shows a secret')
    }
    if (process.platform === 'linux' && recorded.length > 0)
      assert.ok(
        [...commandLines].some((line) => line.includes(program)),
        'ps was looked at',
      )
    const requests = recorded.map(({ service, method, status }) => `${service} ${method} ${status ?? 'none'}`)
    return { code, stdout, stderr, requests, recorded }
  }

  return { ...scenario, env: base, command }
}

/** What `ps` shows to every user. */
function runningCommandLines(): string[] {
  if (!existsSync('/proc/self/cmdline')) return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      } catch {
        // It has ended.
        return ''
      }
    })
}

async function ended(child: ChildProcess): Promise<{ stdout: string; stderr: string; code: number | null }> {
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const [stdout, stderr, code] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    closed,
  ])
  return { stdout, stderr, code }
}

/** The token that Entra gave. */
export function tokenOf({ recorded }: CommandLineResult): string {
  const answers = recorded.map(({ answer = '' }) => /"access_token":"([^"]+)"/.exec(answer)?.[1])
  const token = answers.findLast((each) => each !== undefined)
  assert.ok(token, 'Entra gave no token')
  return token
}

/** Asserts a run that printed this token, and nothing else. */
export function assertPrinted(result: CommandLineResult): void {
  assert.equal(result.code, 0, result.stderr)
  assert.equal(result.stdout, `${tokenOf(result)}\n`)
}

/** Asserts a run that printed nothing, with this exit code and these words on standard error. */
export function assertRefused(result: CommandLineResult, code: number, ...words: (string | RegExp)[]): void {
  assert.equal(result.stdout, '')
  assert.equal(result.code, code, result.stderr)
  assert.doesNotMatch(result.stderr, /^\s+at /m, 'a stack')
  for (const word of words)
    assert.ok(
      typeof word === 'string' ? result.stderr.includes(word) : word.test(result.stderr),
      `${word} is not in:\n${result.stderr}`,
    )
}
