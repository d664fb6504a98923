import { createHash, randomBytes } from 'node:crypto'
import type { PublicClientApplication } from '@azure/msal-node'
import type { Person } from '../../ports/person.ts'
import type { Words } from '../../ports/words.ts'
import type { Deadline } from '../../values/deadline.ts'
import { parseUrl } from '../../values/parse-url.ts'
import type { Grant } from '../credential.ts'
import { noBrowser, unfinished } from '../sign-in-failures.ts'
import type { TokenRequest } from '../token-request.ts'
import type { TokenResult } from '../token-response.ts'
import { LoopbackServer } from './loopback-server.ts'
import { refusedByPage } from './refused-by-page.ts'
import { pages } from './sign-in-pages.ts'

export interface SignInContext {
  deadline: Deadline
  words: Words
}

interface Turn {
  person: Person
  request: TokenRequest
  words: Words
  /** Milliseconds. */
  limit: number
}

type PersonGrant = Extract<Grant, { person: Person }>

/** Lets a person sign in. The deadline's clock stands still meanwhile: people are not as fast as machines. @throws {Failure} */
export async function signIn(
  client: PublicClientApplication,
  { request, grant, deadline, words }: SignInContext & { request: TokenRequest; grant: PersonGrant },
): Promise<TokenResult | null> {
  const { person, type } = grant
  const limit = Math.max(person.patience, deadline.total)
  const resume = deadline.stop()
  try {
    return await ways[type](client, { person, request, words, limit })
  } finally {
    resume()
  }
}

const ways = { browser: withBrowser, 'device-code': withCode }

/** By a page that comes back to a server on loopback (RFC 8252). MSAL's own server ends by what any web page sends it. */
async function withBrowser(client: PublicClientApplication, turn: Turn): Promise<TokenResult> {
  const { person, request, words, limit } = turn
  const obstacle = person.browserObstacle()
  if (obstacle !== undefined) throw noBrowser(obstacle, words)
  const state = unguessable()
  const codeVerifier = unguessable()
  const server = await LoopbackServer.open({ state, pages })
  let timer: NodeJS.Timeout | undefined
  try {
    const asked = { scopes: request.scopes, redirectUri: server.address, state }
    const address = await client.getAuthCodeUrl({
      ...asked,
      // Administrators have several accounts, and the browser would take the first.
      prompt: 'select_account',
      responseMode: 'form_post',
      codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      codeChallengeMethod: 'S256',
    })
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(unfinished(turn)), limit)
    })
    const answered = Promise.race([server.answer, late])
    const [answer] = await Promise.all([answered, person.openBrowser({ address, limit })])
    if (answer.has('error')) throw refusedByPage(answer)
    const clientInfo = answer.get('client_info') ?? ''
    const payload = { code: answer.get('code') ?? '', state: answer.get('state') ?? '' }
    return await client.acquireTokenByCode({ ...asked, ...payload, codeVerifier, clientInfo }, payload)
  } finally {
    clearTimeout(timer)
    server.close()
  }
}

/** As RFC 7636 makes a verifier (4.1): 256 bits. */
function unguessable(): string {
  return randomBytes(32).toString('base64url')
}

/** MSAL's words for a code that nobody used in time. */
const EXPIRED = ['user_timeout_reached', 'device_code_expired']

async function withCode(client: PublicClientApplication, turn: Turn): Promise<TokenResult | null> {
  const { person, request, limit } = turn
  try {
    return await client.acquireTokenByDeviceCode({
      scopes: request.scopes,
      timeout: Math.ceil(limit / 1000),
      // What this throws ends the request. MSAL would go on with an answer that holds no code.
      deviceCodeCallback: ({ userCode, verificationUri, expiresIn, interval }) => {
        const url = parseUrl(verificationUri)
        const isCode = typeof userCode === 'string' && /^[A-Z0-9-]{4,20}$/i.test(userCode)
        if (!isCode || url?.protocol !== 'https:' || !(expiresIn > 0 && interval > 0)) {
          throw new Error('the answer holds no device code')
        }
        person.showCode({ code: userCode, address: url.href, limit: Math.min(limit, expiresIn * 1000) })
      },
    })
  } catch (error) {
    const { errorCode = '' } = error as { errorCode?: string }
    throw EXPIRED.includes(errorCode) ? unfinished(turn) : error
  }
}
