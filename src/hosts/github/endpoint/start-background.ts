import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Failure } from '../../../failure/failure.ts'
import { parseObject, textField } from '../../../values/json.ts'
import { BACKGROUND, type Order } from './order.ts'

/** Milliseconds until it listens; it takes some hundred. */
const MAX_START = 30_000
/** Characters of its log that a failure shows. */
const MAX_SHOWN = 2_000

/** All of the job's environment that it gets: no secret is among them. */
const KEPT =
  /^(PATH|PATHEXT|HOME|SYSTEMROOT|SYSTEMDRIVE|WINDIR|TEMP|TMP|TMPDIR|LANG|TZ|HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS|NODE_USE_SYSTEM_CA|SSL_CERT_FILE|SSL_CERT_DIR|RUNNER_TRACKING_ID)$/i

interface Background {
  /** Of the endpoint. */
  address: string
  /** Path of its log. */
  log: string
}

/**
 * Starts this file again as a process that outlives the step, and waits until it serves. The runner's RUNNER_TRACKING_ID
 * stays in its environment: if all else fails, the runner ends it with the job.
 * @throws {Failure}
 */
export async function startBackground(order: Order, env: NodeJS.ProcessEnv): Promise<Background> {
  const folder = mkdtempSync(join(env.RUNNER_TEMP || tmpdir(), 'identity-endpoint-'))
  const log = join(folder, 'log.txt')
  const file = openSync(log, 'ax', 0o600)
  const child = spawn(process.execPath, [process.argv[1] ?? '', BACKGROUND], {
    cwd: folder,
    detached: true,
    env: Object.fromEntries(Object.entries(env).filter(([name]) => KEPT.test(name))),
    // The step would wait for a process that held its own streams.
    stdio: ['pipe', file, file, 'pipe'],
    windowsHide: true,
  })
  closeSync(file)
  const ready = child.stdio[3] as Readable
  // Both end in a ready line that never comes.
  child.once('error', () => ready.destroy())
  child.stdin?.on('error', () => {})
  child.stdin?.end(JSON.stringify(order))
  const timer = setTimeout(() => child.kill('SIGKILL'), MAX_START)
  try {
    const address = textField(parseObject(await firstLine(ready)) ?? {}, 'address')
    if (address) return { address, log }
    throw notStarted(readFileSync(log, 'utf8'))
  } finally {
    clearTimeout(timer)
    ready.destroy()
    child.unref()
  }
}

/** What comes before a line end, or before the other side is gone. */
async function firstLine(stream: Readable): Promise<string> {
  let text = ''
  for await (const chunk of stream.setEncoding('utf8')) {
    text += chunk
    if (text.includes('\n')) break
  }
  return text
}

function notStarted(log: string): Failure {
  const said = log.trim().slice(-MAX_SHOWN)
  return new Failure({
    title: 'The identity endpoint did not start',
    heading: 'Identity endpoint',
    tried: 'starting a process that serves tokens after this step',
    ...(said && { answer: said }),
    why: 'It ended before it could serve, or the machine was too busy to start it.',
    fixes: [{ text: 'Run the job again. If that does not help, report this as a bug.' }],
  })
}
