import { randomUUID } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync, rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { info, warning } from '@actions/core'
import { HttpClient } from '../../../http/client.ts'
import { EarlyConnections } from '../../../http/early-connections.ts'
import { HttpError } from '../../../http/http-error.ts'
import { isProof, NONCE_HEADER } from '../../../identity-endpoint/proof.ts'
import { END_PATH } from '../../../identity-endpoint/protocol.ts'
import { describeServed, type Tally } from '../../../identity-endpoint/served-resource.ts'
import { Deadline } from '../../../values/deadline.ts'
import { makeHarmless } from '../../../values/harmless.ts'
import { asObject, parseObject } from '../../../values/json.ts'
import { GitHubWords } from '../words.ts'
import { escapeCommands } from '../workflow-commands.ts'
import { readState, type State } from './state.ts'

/** Bytes of the log that are shown. */
const MAX_SHOWN = 65_536
/** Milliseconds for the endpoint to answer. */
const MAX_WAIT = 5_000

/** Why it doesn't tell what it served. */
const ABSENCES = {
  gone: 'The identity endpoint was gone before the job ended: something killed it, or the machine ran out of memory. Programs that asked it since then got a connection error. Start fewer programs at once.',
  silent: `The identity endpoint did not answer within ${MAX_WAIT / 1000} seconds when the job ended, so what it served is not known. The machine may be short of memory, or something stopped the process. It stops by itself when the job's process ends.`,
}

interface Ended {
  served: Tally[]
  /** Reasons for which requests were refused before a token was asked for. */
  refused: number
}

const state = readState(process.env)
if (state) end(state)

/** Ends the endpoint with the job, and tells what it served. A job that got its tokens is not red for what fails here. */
async function end(state: State): Promise<void> {
  const ended = await askToEnd(state)
  const log = readLog(state)
  if (typeof ended === 'object') {
    const { served, refused } = ended
    for (const line of describeServed(served)) show(line)
    if (refused > 0 || served.some(({ refusals }) => refusals > 0)) {
      warning(
        withPage(
          'The identity endpoint refused some requests: its log says which, why, and what to do.',
          'Request to the identity endpoint',
        ),
      )
      showLog('The log of the identity endpoint:', log)
    }
  } else {
    warning(
      withPage(
        ABSENCES[ended],
        ended === 'gone' ? 'No answer of the identity endpoint' : 'Identity endpoint',
      ),
    )
    showLog('Its log:', log)
  }
}

function withPage(sentence: string, heading: string): string {
  const page = new GitHubWords(process.env).documentation(heading)
  return page ? `${sentence} More: ${page}` : sentence
}

async function askToEnd({ address, secret }: State): Promise<Ended | keyof typeof ABSENCES> {
  const http = new HttpClient({
    connections: new EarlyConnections(),
    words: new GitHubWords(process.env),
    debug() {},
  })
  const nonce = randomUUID()
  const request = {
    ...({ method: 'POST', url: new URL(END_PATH, address).href, direct: true } as const),
    headers: { 'X-IDENTITY-HEADER': secret, [NONCE_HEADER]: nonce },
  }
  try {
    const { status, body } = await http.send(request, new Deadline(MAX_WAIT))
    const { proof, served, refused } = parseObject(body) ?? {}
    const isTold = Array.isArray(served) && served.every(isTally) && typeof refused === 'number'
    return status === 200 && isTold && isProof(proof, secret, nonce) ? { served, refused } : 'gone'
  } catch (error) {
    const isLate = error instanceof HttpError && ['timeout', 'deadline'].includes(error.code)
    return isLate ? 'silent' : 'gone'
  }
}

/** Another program may have the port by now. */
function isTally(value: unknown): value is Tally {
  const { resource, answers, requests, refusals, longestWait } = asObject(value) ?? {}
  const counts = [answers, requests, refusals, longestWait]
  return typeof resource === 'string' && counts.every((count) => typeof count === 'number')
}

/** Its end. Other steps may have put something else in its place, which could keep this program or fill its memory. */
function readLog({ log }: State): string {
  let file: number | undefined
  try {
    file = openSync(log, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))
    const status = fstatSync(file)
    if (!status.isFile()) return ''
    const bytes = Buffer.alloc(Math.min(MAX_SHOWN, status.size))
    readSync(file, bytes, 0, bytes.length, status.size - bytes.length)
    const left = status.size - bytes.length
    return `${left > 0 ? `(${left} bytes before)\n` : ''}${bytes}`
  } catch {
    return ''
  } finally {
    if (file !== undefined) closeSync(file)
    removeFolder(dirname(log))
  }
}

/** Windows lets nobody remove what the ending process still holds. What stays, the runner removes with RUNNER_TEMP. */
function removeFolder(folder: string): void {
  if (!basename(folder).startsWith('identity-endpoint-')) return
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 4, retryDelay: 50 })
  } catch {}
}

function showLog(title: string, log: string): void {
  if (log === '') return
  show(title)
  show(log.trimEnd())
}

/** The log is without secrets already. */
function show(text: string): void {
  info(escapeCommands(makeHarmless(text, String)))
}
