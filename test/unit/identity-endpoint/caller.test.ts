import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { describe, it } from 'node:test'
import { CallerCheck } from '../../../src/identity-endpoint/caller.ts'

const SECRET = 'q'.repeat(43)
const check = new CallerCheck(SECRET, 8123)

/** A request with these fields, each of which may come more than once. */
function status(fields: Record<string, string | string[]>): number | undefined {
  const headersDistinct = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, [value].flat()]),
  )
  const headers = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, [value].flat().join(', ')]),
  )
  return check.refuse({ headers, headersDistinct } as unknown as IncomingMessage)?.status
}

const good = { host: '127.0.0.1:8123', 'x-identity-header': SECRET }

describe('a caller', () => {
  for (const [name, fields, expected] of [
    ['that knows the header is let in', good, undefined],
    ['may use the older header', { host: good.host, 'x-ms-identity': SECRET }, undefined],
    ['may use the name localhost', { ...good, host: 'LocalHost:8123' }, undefined],
    ['may send a wrong header beside the right one', { ...good, 'x-ms-identity': 'x' }, undefined],
    ['without a header is not', { host: good.host }, 401],
    ['with an empty header is not', { ...good, 'x-identity-header': '' }, 401],
    ['with a part of it is not', { ...good, 'x-identity-header': SECRET.slice(1) }, 401],
    ['with more than it is not', { ...good, 'x-identity-header': `${SECRET}q` }, 401],
    ['with another case is not', { ...good, 'x-identity-header': SECRET.toUpperCase() }, 401],
    ['with it in another header is not', { host: good.host, authorization: `Bearer ${SECRET}` }, 401],
    ['of another host is not', { ...good, host: 'attacker.example:8123' }, 403],
    ['of another port is not', { ...good, host: '127.0.0.1:80' }, 403],
    ['of no port is not', { ...good, host: '127.0.0.1' }, 403],
    ['of another address of this machine is not', { ...good, host: '[::1]:8123' }, 403],
    ['of two hosts is not', { ...good, host: [good.host, good.host] }, 403],
    ['of no host is not', { 'x-identity-header': SECRET }, 403],
    ['from a page is not', { ...good, origin: 'https://attacker.example' }, 403],
    ['from a page without an origin is not', { ...good, origin: 'null' }, 403],
    ['from a page by a link is not', { ...good, 'sec-fetch-site': 'none' }, 403],
  ] as const) {
    it(name, () => assert.equal(status(fields as Record<string, string | string[]>), expected))
  }
})
