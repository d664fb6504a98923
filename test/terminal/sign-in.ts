import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { Agent, request as requestSafely } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { App } from '../emulator/app.ts'
import { type Emulator, startEmulator } from '../emulator/emulator.ts'
import type { Tenant } from '../emulator/tenant.ts'
import type { User } from '../emulator/user.ts'

const entry = fileURLToPath(new URL('../../dist/power-platform-token.cjs', import.meta.url))
export const PASSWORD = 'right horse, wrong battery'

/** Someone at a command line, whose tenant lets them sign in. */
export interface World extends AsyncDisposable {
  emulator: Emulator
  tenant: Tenant
  app: App
  user: User
  /** Starts `token`; `args` and `env` come on top. */
  start(args: readonly string[], env?: NodeJS.ProcessEnv): Running
  /** The program that BROWSER names, which only tells the address that it is to open. */
  browser: { program: string; address(): Promise<URL> }
}

export interface Running {
  kill(signal: NodeJS.Signals): void
  /** The first line of standard error that matches. */
  line(pattern: RegExp): Promise<RegExpExecArray>
  ended: Promise<Ended>
}

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface Page {
  status: number
  body: string
}

export async function startWorld(): Promise<World> {
  await using stack = new AsyncDisposableStack()
  const emulator = stack.use(await startEmulator())
  const tenant = emulator.entra.addTenant({ domain: 'contoso.onmicrosoft.com' })
  const app = tenant.addApp({
    displayName: 'Console',
    publicClient: true,
    redirectUris: ['http://localhost'],
  })
  tenant.consent(app)
  const user = tenant.addUser({ username: 'ada@contoso.onmicrosoft.com', password: PASSWORD, mfa: true })
  tenant.deviceCodes.interval = 0.05
  const folder = await mkdtemp(join(tmpdir(), 'sign-in-'))
  stack.defer(() => rm(folder, { recursive: true }))
  const program = join(folder, 'browser')
  const fifo = join(folder, 'address')
  await promisify(execFile)('mkfifo', [fifo])
  await writeFile(program, `#!/bin/sh\nprintf '%s' "$1" > '${fifo}'\n`)
  await chmod(program, 0o755)

  function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
    const { PATH, HOME, TZ } = process.env
    const ids = ['--tenant-id', tenant.id, '--client-id', app.clientId]
    const child = spawn(process.execPath, [entry, 'token', ...ids, ...args], {
      env: { PATH, HOME, TZ, HTTPS_PROXY: emulator.proxy.url, NODE_EXTRA_CA_CERTS: emulator.caPath, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
    const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, stdout, stderr }))
    const line = async (pattern: RegExp): Promise<RegExpExecArray> => {
      for (;;) {
        const found = pattern.exec(stderr)
        if (found) return found
        if (child.exitCode !== null) throw new Error(`ended without ${pattern}: ${stderr}`)
        await Promise.race([once(child.stderr, 'data'), ended])
      }
    }
    return { kill: (signal) => child.kill(signal), line, ended }
  }

  const running = stack.move()
  return {
    emulator,
    tenant,
    app,
    user,
    start,
    browser: { program, address: async () => new URL(await readFile(fifo, 'utf8')) },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

/** Asks Entra's page, as a browser behind the same proxy would. */
export async function visit(
  { emulator }: Pick<World, 'emulator'>,
  address: URL,
  form?: Record<string, string>,
): Promise<Page> {
  const ca = await readFile(emulator.caPath)
  const local = new URL(`${address.pathname}${address.search}`, emulator.loginOrigin)
  return send(requestSafely, local, { agent: new Agent({ ca }) }, form)
}

/** Sends a form to the program's own server. */
export function post(
  address: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Page> {
  return send(request, new URL(address), { headers, family: 4 }, form)
}

export function get(address: string): Promise<Page> {
  return send(request, new URL(address), { family: 4 })
}

async function send(
  how: typeof request | typeof requestSafely,
  address: URL,
  options: { agent?: Agent; headers?: Record<string, string>; family?: number },
  form?: Record<string, string>,
): Promise<Page> {
  const body = form && new URLSearchParams(form).toString()
  const headers = { ...(body && { 'Content-Type': 'application/x-www-form-urlencoded' }), ...options.headers }
  const asked = how(address, { ...options, method: form ? 'POST' : 'GET', headers }).end(body)
  const [response] = await once(asked, 'response')
  let text = ''
  for await (const chunk of response) text += chunk
  return { status: response.statusCode ?? 0, body: text }
}

/** Signs the user in on Entra's page, or does something else there. @returns where the page sends the browser, and with what */
export async function signIn(
  world: World,
  address: URL,
  more: Record<string, string> = {},
): Promise<{ action: string; fields: Record<string, string> }> {
  const { username } = world.user
  const page = await visit(world, address, { username, password: PASSWORD, action: 'accept', ...more })
  const [, action = ''] = /action="([^"]+)"/.exec(page.body) ?? []
  const inputs = [...page.body.matchAll(/name="([^"]+)" value="([^"]*)"/g)]
  const decode = (text: string) => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
  return {
    action: decode(action),
    fields: Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, decode(value)])),
  }
}
