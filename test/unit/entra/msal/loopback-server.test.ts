import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { text } from 'node:stream/consumers'
import { afterEach, describe, it } from 'node:test'
import { LoopbackServer } from '../../../../src/entra/msal/loopback-server.ts'

const STATE = 'the-state'
const FORM = 'application/x-www-form-urlencoded'
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
)

describe('the server for the browser that comes back', () => {
  let server: LoopbackServer
  afterEach(() => server.close())

  async function open(port = 0): Promise<number> {
    server = await LoopbackServer.open({ state: STATE, pages: { signedIn: 'in', refused: 'out' }, port })
    return Number(new URL(server.address).port)
  }

  interface Sent {
    method?: string
    path?: string
    host?: string
    type?: string
    body?: string
    address?: string
  }

  async function send(port: number, sent: Sent = {}): Promise<{ status: number; body: string }> {
    const { method = 'POST', path = '/', host = `localhost:${port}`, type = FORM, body = '', address } = sent
    const asked = request({
      ...{ host: address ?? '127.0.0.1', port, method, path },
      headers: { Host: host, 'Content-Type': type },
    }).end(body)
    const [response] = await once(asked, 'response')
    return { status: response.statusCode, body: await text(response) }
  }

  const good = `code=abc&state=${STATE}`

  for (const [name, sent, status] of [
    ['another name', { host: 'evil.example', body: good }, 403],
    ['another port', { host: 'localhost:1', body: good }, 403],
    ['another path', { path: '/favicon.ico', method: 'GET' }, 404],
    ['a code in the address', { path: `/?${good}`, method: 'GET' }, 404],
    ['two slashes', { path: '//', method: 'GET' }, 404],
    ['a whole address', { path: 'http://[', method: 'GET' }, 404],
    ['another method', { method: 'GET' }, 405],
    ['another type', { type: 'text/plain', body: good }, 415],
    ['a form that is too long', { body: 'a'.repeat(32 * 1024 + 1) }, 413],
    ['no state', { body: 'code=abc' }, 400],
    ['another state', { body: 'code=abc&state=other' }, 400],
    ['two states', { body: `${good}&state=other` }, 400],
    ['neither code nor error', { body: `state=${STATE}` }, 400],
  ] as const) {
    it(`refuses ${name}, and waits on`, async () => {
      const port = await open()
      assert.equal((await send(port, sent)).status, status)
      assert.deepEqual(await send(port, { body: good }), { status: 200, body: 'in' })
      assert.equal((await server.answer).get('code'), 'abc')
    })
  }

  it('keeps nothing of a form that never ends', async () => {
    const port = await open()
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    const head = `POST / HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: ${FORM}\r\n`
    socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`)
    const timer = setInterval(() => socket.write(`4000\r\n${'a'.repeat(0x4000)}\r\n`), 5)
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    await once(socket, 'close')
    clearInterval(timer)
    assert.match(answer, /^(HTTP\/1\.1 413 |$)/)
    assert.equal((await send(port, { body: good })).status, 200)
  })

  it('survives who goes away in the middle', async () => {
    const port = await open()
    const socket = connect(port, '127.0.0.1')
    socket.write(
      `POST / HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: ${FORM}\r\nContent-Length: 99\r\n\r\ncode=`,
    )
    await once(socket, 'connect')
    socket.destroy()
    assert.equal((await send(port, { body: good })).status, 200)
  })

  it('takes an error in the place of a code, and one answer only', async () => {
    const port = await open()
    const answer = await send(port, { host: `127.0.0.1:${port}`, body: `error=no&state=${STATE}` })
    assert.deepEqual(answer, { status: 200, body: 'out' })
    await assert.rejects(send(port, { body: good }), { code: 'ECONNREFUSED' })
    assert.equal((await server.answer).get('error'), 'no')
  })

  it('listens wherever localhost may lead', { skip: !hasIpv6 && 'no IPv6' }, async () => {
    const port = await open()
    assert.equal((await send(port, { address: '::1', body: good })).status, 200)
  })

  it('leaves a port of which somebody has the half', { skip: !hasIpv6 && 'no IPv6' }, async () => {
    const other = createServer().listen(0, '::1')
    await once(other, 'listening')
    const { port: taken } = other.address() as { port: number }
    const port = await open(taken)
    other.close()
    assert.notEqual(port, taken)
    await assert.rejects(send(taken, { body: good }), { code: 'ECONNREFUSED' })
  })
})
