import { readdirSync, readlinkSync } from 'node:fs'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { readKeyValues } from '../../test/runner/key-value-file.ts'
import { leftIn } from '../step.ts'

/** Where clients ask, and with what. */
export interface Question {
  url: string
  header: string
}

/** The endpoint that a step left behind. */
export interface LeftBehind {
  pid: number
  questionOf(resource: string): Question
  end(): Promise<void>
}

/** @param root of the job */
export function leftBehind(root: string): LeftBehind {
  const { IDENTITY_ENDPOINT: address = '', IDENTITY_HEADER: header = '' } = Object.fromEntries(
    readKeyValues(leftIn(root, 'env')),
  )
  return {
    pid: processIn(root),
    questionOf: (resource) => ({
      url: `${address}?api-version=2019-08-01&resource=${encodeURIComponent(resource)}`,
      header,
    }),
    async end() {
      await send({ url: new URL('/end', address).href, header }, 'POST')
    },
  }
}

/** As a client with a connection of its own. @returns the answer @throws unless it is good */
export function ask(question: Question): Promise<string> {
  return send(question, 'GET')
}

async function send({ url, header }: Question, method: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const sent = request(url, { method, agent: false, headers: { 'X-IDENTITY-HEADER': header } }, (answer) =>
    text(answer).then(
      (body) =>
        answer.statusCode === 200 ? resolve(body) : reject(new Error(`${answer.statusCode}: ${body}`)),
      reject,
    ),
  )
  sent.on('error', reject).end()
  return promise
}

/** The process whose folder is below this one. */
function processIn(root: string): number {
  const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && folderOf(name).startsWith(root))
  if (!pid) throw new Error(`No process runs in ${root}`)
  return Number(pid)
}

function folderOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}
