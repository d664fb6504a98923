import type { HttpClient } from '../../http/client.ts'
import { Deadline } from '../../values/deadline.ts'
import { parseUrl } from '../../values/parse-url.ts'
import { systemAccessToken } from './connection.ts'
import { readTaskInput } from './input-names.ts'
import { isOwnServer } from './server.ts'

/** Milliseconds for the download. */
const MAX_WAIT = 60_000
/** Bytes. A PFX with its chain has some thousand, and what is less than the smallest key is no secret. */
const MAX_FILE = 64 * 1024
const MIN_FILE = 100

/**
 * A secure file, into memory alone (azure-devops-node-api, downloadSecureFile).
 * @param id as the input has it
 * @throws {Failure} of the network
 */
export async function readSecureFile(
  env: NodeJS.ProcessEnv,
  id: string,
  http: HttpClient,
): Promise<Buffer | undefined> {
  const ticket = env[`SECUREFILE_TICKET_${id}`] ?? ''
  const collection = env.SYSTEM_COLLECTIONURI || env.SYSTEM_TEAMFOUNDATIONCOLLECTIONURI || ''
  const project = encodeURIComponent(env.SYSTEM_TEAMPROJECTID ?? '')
  const base = `${collection.replace(/\/$/, '')}/${project}`
  const url = parseUrl(`${base}/_apis/distributedtask/securefiles/${encodeURIComponent(id)}`)
  if (!ticket || !url || !isOwnServer(url, env)) return undefined
  url.searchParams.set('ticket', ticket)
  url.searchParams.set('download', 'true')
  const headers = {
    authorization: `Bearer ${systemAccessToken(env)}`,
    accept: 'application/octet-stream;api-version=7.2-preview.1',
    'x-tfs-fedauthredirect': 'Suppress',
  }
  const request = { method: 'GET', url: url.href, headers, isBinary: true, maxBody: MAX_FILE } as const
  const { status, body } = await http.send(request, new Deadline(waitOf(env)))
  return status === 200 && body.length >= MIN_FILE ? Buffer.from(body, 'latin1') : undefined
}

/** What the step has for everything, if it says so. */
function waitOf(env: NodeJS.ProcessEnv): number {
  const seconds = Number(readTaskInput(env, 'timeout'))
  return seconds > 0 ? Math.min(MAX_WAIT, seconds * 1000) : MAX_WAIT
}
