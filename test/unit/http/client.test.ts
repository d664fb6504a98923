import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { HttpClient } from '../../../src/http/client.ts'
import { HttpError } from '../../../src/http/http-error.ts'
import type { HttpRequest } from '../../../src/http/message.ts'
import { PlainConnections } from '../../../src/http/plain-connections.ts'
import { Deadline } from '../../../src/values/deadline.ts'
import { plainWords } from '../../memory-host.ts'

describe('a request', () => {
  let server: Server
  let address: string

  // Answers with the status of the path, and hangs for any other path.
  before(async () => {
    server = createServer(({ url = '', headers }, response) => {
      const status = Number(/^\/(\d{3})/.exec(url)?.[1])
      if (!status) return
      const requestId = headers['x-wanted-id']
      response.writeHead(status, { 'x-ms-request-id': requestId ?? [], 'retry-after': '0' }).end('body')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  async function send(path: string, more: Partial<HttpRequest> = {}, timeout = 5) {
    const lines: string[] = []
    const http = new HttpClient({
      ...{ connections: new PlainConnections(), words: plainWords },
      debug: (line) => lines.push(line),
    })
    const request = { method: 'GET', url: `http://${address}${path}`, ...more } as const
    const started = performance.now()
    const outcome = await http
      .send(request, new Deadline(timeout * 1000))
      .catch((error: unknown) => error as HttpError)
    const elapsed = performance.now() - started
    assert.ok(Number(/(\d+) ms$/.exec(lines[0] ?? '')?.[1]) <= Math.ceil(elapsed), `${lines} in ${elapsed}`)
    return { outcome, lines, code: outcome instanceof HttpError ? outcome.code : outcome.status }
  }

  for (const [status, code] of [
    [200, 200],
    [299, 299],
    [300, 'redirect'],
    [399, 'redirect'],
    [400, 400],
    [407, 407],
    [408, 'status'],
    [409, 409],
    [428, 428],
    [429, 'status'],
    [499, 499],
    [500, 'status'],
    [503, 'status'],
  ] as const) {
    it(`that is answered by ${status}: ${code}`, async () => {
      const { code: found, outcome, lines } = await send(`/${status}/x?secret=1`)
      assert.equal(found, code)
      if (!(outcome instanceof Error)) assert.equal(outcome.body, 'body')
      assert.match(lines.join('|'), new RegExp(`^GET ${address}/${status}/x: ${status}, \\d{1,4} ms$`))
    })
  }

  for (const [id, shown] of [
    ['0d5c8d8e-3c1b', ', request ID 0d5c8d8e-3c1b'],
    ['x'.repeat(64), `, request ID ${'x'.repeat(64)}`],
    ['x'.repeat(65), ''],
    ['a b', ''],
    ['.x', ''],
    ['x.', ''],
  ] as const) {
    it(`logs ${shown ? 'the' : 'no'} request ID ${id}`, async () => {
      const { lines } = await send('/200', { headers: { 'x-wanted-id': id } })
      assert.match(lines[0] ?? '', new RegExp(`: 200${shown}, \\d+ ms$`))
    })
  }

  it('that is not answered ends by its own time', async () => {
    const { code, lines } = await send('/hang', { timeout: 30 })
    assert.equal(code, 'timeout')
    assert.match(lines[0] ?? '', /: no answer, \d+ ms$/)
  })

  it('that is not answered ends by the time of the step', async () => {
    assert.equal((await send('/hang', { timeout: 30_000 }, 0.03)).code, 'deadline')
    assert.equal((await send('/hang', {}, 0.03)).code, 'deadline')
    assert.equal((await send('/hang', {}, 0)).code, 'deadline')
  })

  it('to nobody is a failure of the network', async () => {
    const { code } = await send('', { url: 'http://127.0.0.1:1/' })
    assert.equal(code, 'unreachable')
  })
})

describe('what is done ahead of a request', () => {
  it('is left to the connections, but for a host behind a proxy', async (t) => {
    const { HTTPS_PROXY, NO_PROXY } = process.env
    t.after(() => Object.assign(process.env, { HTTPS_PROXY: HTTPS_PROXY ?? '', NO_PROXY: NO_PROXY ?? '' }))
    const calls: string[] = []
    const connections = {
      agent: new PlainConnections().agent,
      open: async (url: URL) => void calls.push(url.host),
      idle: async () => void calls.push('idle'),
    }
    const http = new HttpClient({ connections, words: plainWords, debug: () => {} })
    process.env.HTTPS_PROXY = ''
    await http.expect('https://a.example')
    await http.idle()
    process.env.HTTPS_PROXY = 'http://proxy.example:3128'
    process.env.NO_PROXY = ''
    await http.expect('https://b.example')
    assert.deepEqual(calls, ['a.example', 'idle'])
  })
})
