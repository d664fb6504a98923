import { gzipSync } from 'node:zlib'
import type { Fault } from '../emulator/faults.ts'
import type { Service } from '../emulator/hosts.ts'

/** What every answer that is wrong has in it, and that must stand nowhere else. */
export const MARK = 'seen-only-in-the-body'
/** A host that a redirect names; nobody may ask it for anything. */
export const STRANGER = 'login.microsoftonline.us'

const MIB = 1024 * 1024
const services = ['oidc', 'login', 'api'] as const

/** How it must end: with a token, or with these words in the error; `HOST` stands for the service's own. */
export type End = 'token' | string | RegExp

/** Where a connection leads instead of the service. */
export type Place = 'nowhere' | 'closed port' | 'untrusted CA' | 'another host' | 'expired certificate'

export interface FaultRow {
  name: string
  /** Each on its own; or all of them in one run, where the fault passes. */
  services: readonly Service[] | 'all'
  /** What the service's next requests meet, one each. */
  faults?: Fault[]
  /** What all of them meet after that. */
  always?: Fault
  place?: Place
  end: End | Partial<Record<Service, End>>
  /** How many requests the service gets; undefined where the time decides. */
  requests?: number
  /** Seconds; 60 unless time must run out. */
  timeout?: number
  /** Seconds that it takes at least. */
  least?: number
  /** Seconds that it takes at most; 5 unless waiting is right. */
  within?: number
}

/** A JWT that ends in so many seconds. */
function jwt(seconds: number): string {
  const exp = Math.floor(Date.now() / 1000) + seconds
  const parts = ['{"alg":"none"}', JSON.stringify({ exp }), MARK]
  return parts.map((part) => Buffer.from(part).toString('base64url')).join('.')
}

const token = { token_type: 'Bearer', expires_in: 3599, access_token: jwt(1800) }
const httpDate = (fromNow: number) => new Date(Date.now() + fromNow * 1000).toUTCString()

/** The words of each service for an answer that is none. */
const noAnswer = {
  oidc: 'GitHub gave this job no OIDC token',
  login: 'something that is no token answer',
  api: 'the answer is no list of environments',
} as const
const unusable = 'Entra answered without a usable access token'

/** After a 429, the next try comes within a sixth of the timeout. */
const CROWDED = { timeout: 12 }

/** Passing faults: once, and then all is well. */
const once: [name: string, fault: Fault, least?: number][] = [
  ['a reset before the answer', { reset: 'before' }],
  ['a reset in the middle of the answer', { reset: 'in-body' }],
  ['an answer shorter than it says', { body: '{"value":', headers: { 'Content-Length': '200' } }],
  ['408', { status: 408 }],
  ['429 without Retry-After', { status: 429 }],
  ['429 with Retry-After in seconds', { status: 429, headers: { 'Retry-After': '1' } }, 1],
  ['429 with a Retry-After that is no time', { status: 429, headers: { 'Retry-After': `soon ${MARK}` } }],
  ['500', { status: 500, body: { error: MARK } }],
  ['502 with HTML', { status: 502, headers: { 'Content-Type': 'text/html' }, body: `<html>${MARK}` }],
  ['503', { status: 503 }],
  ['504', { status: 504, body: MARK }],
]

/** Answers of 200 that no service means. */
const wrong: [name: string, fault: Fault, end?: Partial<Record<Service, End>>][] = [
  ['an empty answer', { body: '' }],
  ['half an object', { body: `{"${MARK}":` }],
  ['a web page', { headers: { 'Content-Type': 'text/html' }, body: `<html>${MARK}</html>` }],
  ['an array', { body: [MARK] }],
  ['a string', { body: JSON.stringify(MARK) }],
  ['null', { body: null }],
  ['an object without what was asked for', { body: { [MARK]: MARK } }, { login: unusable }],
  [
    'an object with another type in its place',
    { body: { value: { [MARK]: 1 }, access_token: { [MARK]: 1 } } },
    { login: 'Entra' },
  ],
  [
    'gzip that nobody asked for',
    { headers: { 'Content-Encoding': 'gzip' }, body: gzipSync(JSON.stringify({ ...token, value: [] })) },
    { oidc: 'encoded as gzip', login: 'encoded as gzip', api: 'encoded as gzip' },
  ],
  [
    'another charset',
    {
      headers: { 'Content-Type': 'application/json; charset=utf-16' },
      body: Buffer.from(JSON.stringify({ ...token, value: [] }), 'utf16le'),
    },
  ],
]

/** Lives of a token. */
const lives: [name: string, expires: Record<string, unknown>, end: End][] = [
  ['missing, while the token says it', {}, 'token'],
  ['zero', { expires_in: 0 }, 'expired already'],
  ['negative', { expires_in: -3600 }, 'expired already'],
  ['a string of digits', { expires_in: '1200' }, 'token'],
  ['a string of words', { expires_in: 'an hour' }, 'makes sense (an hour)'],
  ['huge', { expires_in: 1e20 }, 'makes sense (100000000000000000000)'],
  ['true', { expires_in: true }, 'makes sense (true)'],
  ['null', { expires_in: null }, 'token'],
]

const unreachable = /The name HOST was not found|No connection to HOST|The proxy made no connection to HOST/

export const rows: FaultRow[] = [
  { name: 'nothing wrong', services: 'all', end: 'token', requests: 1 },
  ...once.map(([name, fault, least = 0]): FaultRow => {
    const longer = 'status' in fault && fault.status === 429 ? CROWDED : {}
    return {
      name: `once ${name}`,
      services: 'all',
      faults: [fault],
      end: 'token',
      requests: 2,
      least,
      ...longer,
    }
  }),
  {
    name: 'once 429 with Retry-After as a date',
    services: 'all',
    // A date has whole seconds, so the server's now is given as such too.
    get faults() {
      return [{ status: 429, headers: { Date: httpDate(0), 'Retry-After': httpDate(1) } }]
    },
    end: 'token',
    requests: 2,
    least: 1,
    ...CROWDED,
  },
  {
    name: 'twice failing, then good',
    services: 'all',
    faults: [{ status: 503 }, { reset: 'before' }],
    end: 'token',
    requests: 3,
  },
  {
    name: 'an absurd Retry-After',
    services,
    always: { status: 429, headers: { 'Retry-After': '99999999' } },
    end: {
      oidc: 'the server asked to wait 99999999 s',
      login: 'the server asked to wait',
      api: 'the server asked to wait',
    },
    requests: 1,
  },
  { name: 'always 503', services, always: { status: 503 }, end: /503/, timeout: 2 },
  {
    name: 'always a reset',
    services,
    always: { reset: 'before' },
    end: 'HOST broke before the whole',
    timeout: 2,
  },
  ...(
    [
      ['before the headers', { hang: 'before-headers' }],
      ['in the body', { hang: 'in-body' }],
      ['drop by drop', { trickle: 100, body: MARK.repeat(50) }],
    ] as const
  ).map(([name, always]): FaultRow => {
    const end = "HOST didn't answer before the timeout"
    return { name: `a hang ${name}`, services, always, end, requests: 1, timeout: 2, least: 1.8 }
  }),
  ...wrong.map(([name, fault, end = {}]): FaultRow => {
    return { name: `200 with ${name}`, services, faults: [fault], end: { ...noAnswer, ...end }, requests: 1 }
  }),
  {
    name: 'a token of another content type',
    services: ['login'],
    faults: [{ headers: { 'Content-Type': 'text/plain' }, body: token }],
    end: 'token',
    requests: 1,
  },
  ...lives.map(([name, expires, end]): FaultRow => {
    const { expires_in: _, ...rest } = token
    const faults = [{ body: { ...rest, ...expires } }]
    return { name: `expires_in ${name}`, services: ['login'], faults, end, requests: 1 }
  }),
  ...[301, 302, 303, 307, 308].map((status): FaultRow => {
    const redirect = `https://${STRANGER}/elsewhere`
    return {
      name: `${status} to another host`,
      services,
      always: { redirect, status },
      end: new RegExp(
        `HOST answered with a redirect, which is not followed[^]*HTTP ${status}, location ${RegExp.escape(redirect)}`,
      ),
      requests: 1,
    }
  }),
  {
    name: 'a body of 100 MB',
    services,
    get faults() {
      return [{ headers: { 'Transfer-Encoding': 'chunked' }, body: 'x'.repeat(100 * MIB) }]
    },
    end: 'HOST answered with more than ',
    requests: 1,
  },
  { name: 'a name that is not found', services, place: 'nowhere', end: unreachable, requests: 0, timeout: 2 },
  { name: 'a refused connection', services, place: 'closed port', end: unreachable, requests: 0, timeout: 2 },
  {
    name: 'an untrusted CA',
    services,
    place: 'untrusted CA',
    end: 'No trusted TLS connection to HOST',
    requests: 0,
  },
  {
    name: 'a certificate for another host',
    services,
    place: 'another host',
    end: 'The certificate of HOST is for another host',
    requests: 0,
  },
  {
    name: 'an expired certificate',
    services,
    place: 'expired certificate',
    end: 'The certificate of HOST is not valid at this time',
    requests: 0,
  },
]
