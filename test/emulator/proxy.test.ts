import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { connect as connectTls } from 'node:tls'
import { type Emulator, startEmulator } from './emulator.ts'
import { realHosts } from './hosts.ts'

test('every real host name leads to its listener, with a certificate that fits', async () => {
  await using emulator = await startEmulator()
  const ca = await readFile(emulator.caPath)
  for (const [host, service] of realHosts) {
    const { socket, response } = await tunnel(emulator, `${host}:443`)
    assert.equal(response.statusCode, 200)
    const secure = connectTls({ socket, servername: host, ca })
    secure.end(`GET /nowhere HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    assert.match(await text(secure), /^HTTP\/1\.1 404 /)
    assert.equal(secure.authorized, true)
    assert.deepEqual(pick(emulator.requests.at(-1)), { service, host })
  }
  assert.equal(emulator.proxy.connections.length, realHosts.size)
  assert.equal(emulator.unexpected.length, realHosts.size)
})

test('it refuses what it must, and reaches nothing else', async () => {
  await using emulator = await startEmulator()
  const { proxy } = emulator
  const status = async (target: string, headers = {}) => {
    const { socket, response } = await tunnel(emulator, target, headers)
    socket.destroy()
    return response.statusCode
  }
  const login = 'login.microsoftonline.com:443'
  assert.equal(await status('example.com:443'), 502)
  assert.equal(await status('127.0.0.1:22'), 502)
  assert.equal(await status(new URL(emulator.loginOrigin).host), 200)

  proxy.refuse.add('login.microsoftonline.com')
  assert.equal(await status(login), 403)
  proxy.refuse.clear()

  proxy.credentials = { username: 'ada', password: 'pass:word' }
  assert.equal(await status(login), 407)
  const basic = (pair: string) => ({ 'Proxy-Authorization': `Basic ${Buffer.from(pair).toString('base64')}` })
  assert.equal(await status(login, basic('ada:wrong')), 407)
  assert.equal(await status(login, basic('ada:pass:word')), 200)
  assert.deepEqual(proxy.connections[0], { host: 'example.com', port: 443, status: 502 })
  assert.deepEqual(
    proxy.connections.map((connection) => connection.status),
    [502, 502, 200, 403, 407, 407, 200],
  )
})

test('it tunnels only', async () => {
  await using emulator = await startEmulator()
  const sent = request(emulator.proxy.url, { path: 'http://login.microsoftonline.com/' }).end()
  const response = await new Promise<IncomingMessage>((resolve) => sent.on('response', resolve))
  assert.equal(response.statusCode, 501)
  response.destroy()
})

function tunnel({ proxy }: Emulator, target: string, headers = {}) {
  const sent = request(proxy.url, { method: 'CONNECT', path: target, headers, agent: false }).end()
  return new Promise<{ socket: import('node:stream').Duplex; response: IncomingMessage }>(
    (resolve, reject) => {
      sent.on('error', reject)
      sent.on('connect', (response, socket) => resolve({ socket, response }))
    },
  )
}

function pick(recorded: { service: string; host: string } | undefined) {
  return { service: recorded?.service, host: recorded?.host }
}
