import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Failure } from '../../../failure/failure.ts'
import { parseObject, textField } from '../../../values/json.ts'
import { BACKGROUND, type Order } from './order.ts'

const NOT_STARTED = 'The identity endpoint did not start'
const HEADING = 'Identity endpoint'
/** Milliseconds until it listens; it takes some hundred. */
const MAX_START = 30_000
/** Characters of its log that a failure shows. */
const MAX_SHOWN = 2_000

/** All of the job's environment that it gets: no secret is among them. */
const KEPT =
  /^(PATH|PATHEXT|HOME|SYSTEMROOT|SYSTEMDRIVE|WINDIR|TEMP|TMP|TMPDIR|LANG|TZ|HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS|NODE_USE_SYSTEM_CA|SSL_CERT_FILE|SSL_CERT_DIR|RUNNER_TRACKING_ID)$/i

/** A process that waits for its order, and outlives the step once it has it. */
export interface Background {
  /** Has it serve. @returns its address @throws {Failure} unless it does */
  serve(order: Order): Promise<string>
  /** Path of its log. */
  log: string
  /** Ends it. */
  abandon(): void
}

/**
 * Starts this file again. That takes as long as a first token, so it is done meanwhile. The runner's RUNNER_TRACKING_ID
 * stays in the process's environment: if all else fails, the runner ends it with the job. A signal must not open Node's
 * debugger in it, which shows anybody on the machine its memory.
 * @throws {Failure}
 */
export function startBackground(env: NodeJS.ProcessEnv): Background {
  const { folder, log, file } = openLog(env)
  const child = spawn(process.execPath, ['--disable-sigusr1', process.argv[1] ?? '', BACKGROUND], {
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
  return {
    log,
    async serve(order) {
      child.stdin?.end(JSON.stringify(order))
      const timer = setTimeout(() => child.kill('SIGKILL'), MAX_START)
      try {
        const address = textField(parseObject(await firstLine(ready)) ?? {}, 'address')
        if (address) return address
        throw notStarted(readFileSync(log, 'utf8'))
      } finally {
        clearTimeout(timer)
        ready.destroy()
        child.unref()
      }
    },
    abandon() {
      child.kill('SIGKILL')
    },
  }
}

/** @throws {Failure} */
function openLog({ RUNNER_TEMP }: NodeJS.ProcessEnv): { folder: string; log: string; file: number } {
  try {
    const folder = mkdtempSync(join(RUNNER_TEMP || tmpdir(), 'identity-endpoint-'))
    const log = join(folder, 'log.txt')
    return { folder, log, file: openSync(log, 'ax', 0o600) }
  } catch (error) {
    throw new Failure({
      ...{ title: NOT_STARTED, heading: HEADING, tried: 'making a file for its log in RUNNER_TEMP' },
      answer: (error as Error).message,
      why: "Can't create a file in the folder for temporary files, which the runner names in RUNNER_TEMP.",
      fixes: [
        {
          text: 'Check that the folder is there, can be written to and has space. The env of a workflow must not set RUNNER_TEMP.',
        },
      ],
    })
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
    ...{
      title: NOT_STARTED,
      heading: HEADING,
      tried: 'starting a process that serves tokens after this step',
    },
    ...(said && { answer: said }),
    why: 'It ended before it could serve, or the machine was too busy to start it.',
    fixes: [{ text: 'Run the job again. If that does not help, report this as a bug.' }],
  })
}
