import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { ADDRESS } from './port.ts'
import { type Refusal, SECRET_HEADERS } from './protocol.ts'

/**
 * Whether a request may be answered at all: it must know the secret, and come from a program and not from a web page. A
 * page of any site may have its name resolve to 127.0.0.1, which `Host` tells, or ask from elsewhere, which `Origin` tells.
 */
export class CallerCheck {
  readonly #secret: Buffer
  readonly #hosts: ReadonlySet<string>
  readonly #host: string

  constructor(secret: string, port: number) {
    this.#secret = digest(secret)
    this.#host = `${ADDRESS}:${port}`
    this.#hosts = new Set([this.#host, `localhost:${port}`])
  }

  /** Undefined if it may. */
  refuse({ headers, headersDistinct }: IncomingMessage): Refusal | undefined {
    const hosts = headersDistinct.host ?? []
    if (hosts.length !== 1 || !this.#hosts.has(hosts[0]?.toLowerCase() ?? '')) {
      return { status: 403, error: 'forbidden', message: `The Host header must be ${this.#host}.` }
    }
    if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) {
      return { status: 403, error: 'forbidden', message: 'Requests from web pages are refused.' }
    }
    const given = SECRET_HEADERS.flatMap((name) => headersDistinct[name] ?? [])
    if (!given.some((each) => this.#isSecret(each))) {
      return {
        status: 401,
        error: 'unauthorized',
        message:
          'The header X-IDENTITY-HEADER is missing or wrong: it must have the value of the environment variable IDENTITY_HEADER.',
      }
    }
    return undefined
  }

  /** In the same time whatever came, its length included. */
  #isSecret(given: string): boolean {
    return timingSafeEqual(digest(given), this.#secret)
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
