import assert from 'node:assert/strict'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type Server } from 'node:net'
import type { Duplex } from 'node:stream'
import { describe, it } from 'node:test'
import { listen } from './emulator/listener.ts'
import { logLines } from './http/log-lines.ts'
import { assertFailure, assertToken, startScenario, trust } from './scenario.ts'

const LOGIN = 'login.microsoftonline.com'
const PASSWORD = 'p@ss:w%rd/#?'
/** A port that nobody listens on. */
const CLOSED = 'http://127.0.0.1:1'

/** Proxies that accept the connection and fail it, and words of the error. */
const broken: [name: string, start: () => Server, ...words: (string | RegExp)[]][] = [
  ['answers nothing', () => createServer(() => {}), `${LOGIN} didn't answer before the timeout`],
  [
    'answers half a line',
    () => createServer((socket) => socket.write('HTTP/1.1 200 Conn')),
    `${LOGIN} didn't answer before the timeout`,
  ],
  ['connects to silence', () => tunnel(() => {}), `${LOGIN} didn't answer before the timeout`],
  [
    'dies after it connected',
    () => tunnel((socket) => socket.end()),
    `The connection to ${LOGIN} broke before the whole answer came`,
    / \d+ times?; /,
  ],
  [
    'closes without an answer',
    () => createServer((socket) => socket.once('data', () => socket.end())),
    `The proxy made no connection to ${LOGIN}`,
    / \d+ times?; /,
  ],
  [
    'speaks before its turn',
    () => createServer((socket) => socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\nhello'))),
    `The proxy made no connection to ${LOGIN}`,
  ],
  [
    'can not connect',
    () => createServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'))),
    `The proxy made no connection to ${LOGIN}`,
    'statusCode=502',
    / \d+ times?; /,
  ],
]

/** A name that leads nowhere: what goes around the proxy finds nothing, and the proxy refuses what comes to it. */
const NOWHERE = 'login.contoso.invalid'

/** Exceptions, and whether they hold that name. */
const exceptions: [variable: 'NO_PROXY' | 'no_proxy', value: string, named: boolean][] = [
  ['NO_PROXY', NOWHERE, true],
  ['no_proxy', `example.com, ${NOWHERE.toUpperCase()}:443`, true],
  ['NO_PROXY', 'contoso.invalid', true],
  ['no_proxy', '.contoso.invalid', true],
  ['NO_PROXY', '*', true],
  ['no_proxy', 'toso.invalid', false],
  ['NO_PROXY', `${NOWHERE}:8443`, false],
  ['NO_PROXY', '', false],
]

describe('a proxy', { concurrency: 6 }, () => {
  it('is used for every request, whatever its variable is called', async (t) => {
    await using scenario = await startScenario()
    const { emulator, app } = scenario
    trust(scenario)
    emulator.powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })
    const { url } = emulator.proxy
    const variables = [
      { HTTPS_PROXY: url },
      { HTTPS_PROXY: undefined, https_proxy: url },
      { HTTPS_PROXY: CLOSED, https_proxy: url },
      { HTTPS_PROXY: url.replace('http://', '') },
    ]
    for (const env of variables) {
      await t.test(JSON.stringify(Object.keys(env)), async () => {
        const before = emulator.proxy.connections.length
        const result = await scenario.run({ verify: 'true' }, { env })
        assertToken(result)
        assert.deepEqual(result.requests, ['oidc GET 200', 'login POST 200', 'api GET 200'])
        const connections = emulator.proxy.connections.slice(before)
        assert.deepEqual(
          connections.map(({ host, port, status }) => `${host}:${port} ${status}`),
          result.recorded.map(({ host }) => `${host}:443 200`),
        )
        for (const { headers } of result.recorded) assert.equal(headers['proxy-authorization'], undefined)
      })
    }
  })

  it('gets the user name and password of its address', async () => {
    await using scenario = await startScenario()
    const { proxy } = scenario.emulator
    proxy.credentials = { username: 'ada@contoso.com', password: PASSWORD }
    const address = Object.assign(new URL(proxy.url), {
      username: encodeURIComponent('ada@contoso.com'),
      password: encodeURIComponent(PASSWORD),
    })
    const result = await scenario.run(
      { 'client-secret': scenario.app.addSecret() },
      { env: { HTTPS_PROXY: address.href }, hidden: [PASSWORD], debug: true },
    )
    assertToken(result)
    assert.deepEqual(result.requests, ['login POST 200'])
  })

  it('keeps its password to itself, even where Node tells what it does', async (t) => {
    await using scenario = await startScenario()
    const { proxy } = scenario.emulator
    const inputs = { 'client-secret': scenario.app.addSecret(), timeout: '2' }
    const { host } = new URL(proxy.url)
    const written = encodeURIComponent(PASSWORD)
    const addresses = {
      'as it should be': `http://ada:${written}@${host}`,
      'without a scheme': `ada:${written}@${host}`,
      'of another scheme': `socks5://ada:${written}@${host}`,
      'not encoded': `http://ada:${PASSWORD}@${host}`,
      'with a slash after digits': `http://ada:12/qz~${PASSWORD}@${host}`,
      'with a number sign after digits': `http://ada:12#qz~${PASSWORD}@${host}`,
      'after a space': ` http://ada:${written}@${host}`,
      'with one slash': `http:/ada:${written}@${host}`,
      'in lower case': `http://ada:${written}@${host}`,
    }
    for (const [name, address] of Object.entries(addresses)) {
      await t.test(name, async () => {
        const variable = name === 'in lower case' ? 'https_proxy' : 'HTTPS_PROXY'
        const env = { HTTPS_PROXY: undefined, [variable]: address, NODE_DEBUG: 'net,http,tls,tunnel' }
        const result = await scenario.run(inputs, { env })
        const log = result.log.slice(result.log.indexOf('Credential: '))
        for (const secret of [PASSWORD, written, btoa(`ada:${PASSWORD}`), 'qz~', 'ENOTFOUND'])
          assert.ok(!log.includes(secret), `${secret} is in:\n${log}`)
        const isRead = ['as it should be', 'after a space', 'with one slash', 'in lower case'].includes(name)
        // What Node prints of its own is masked only by what this program masks.
        for (const secret of isRead ? [PASSWORD, btoa(`ada:${PASSWORD}`)] : [])
          assert.ok(result.masks.includes(secret), secret)
        if (!isRead) assertFailure(result, 'HTTPS_PROXY holds no address of a proxy')
      })
    }
  })

  it('that demands other credentials is told from one that fails', async (t) => {
    await using scenario = await startScenario()
    const { proxy } = scenario.emulator
    proxy.credentials = { username: 'ada', password: 'right' }
    const secret = scenario.app.addSecret()
    const { host } = new URL(proxy.url)
    for (const address of [`http://${host}`, `http://ada:${encodeURIComponent(PASSWORD)}@${host}`]) {
      await t.test(address.includes('@') ? 'wrong ones' : 'none', async () => {
        const before = proxy.connections.length
        const env = { HTTPS_PROXY: address }
        const result = await scenario.run(
          { 'client-secret': secret },
          { env, hidden: [PASSWORD], debug: true },
        )
        assertFailure(
          result,
          'The proxy demands a user name and password (HTTP 407)',
          'URL-encoded',
          'HTTPS_PROXY',
        )
        assert.deepEqual(logLines(result, 'Retry'), [])
        assert.equal(proxy.connections.length, before + 1)
      })
    }
  })

  it('that refuses the host is final', async () => {
    await using scenario = await startScenario()
    const { proxy } = scenario.emulator
    proxy.refuse.add(LOGIN)
    const result = await scenario.run({ 'client-secret': scenario.app.addSecret() })
    assertFailure(
      result,
      `The proxy refuses to connect to ${LOGIN}`,
      'statusCode=403',
      `let the proxy pass ${LOGIN}`,
    )
    assert.deepEqual(logLines(result, 'Retry'), [])
    assert.deepEqual(
      proxy.connections.map(({ status }) => status),
      [403],
    )
  })

  it('that is out of reach is tried again, without its password in the log', async () => {
    await using scenario = await startScenario()
    const result = await scenario.run(
      { 'client-secret': scenario.app.addSecret(), timeout: '1' },
      {
        env: { HTTPS_PROXY: `http://ada:${encodeURIComponent(PASSWORD)}@127.0.0.1:1` },
        hidden: [PASSWORD],
        debug: true,
      },
    )
    assertFailure(result, `The proxy is out of reach`, 'ECONNREFUSED 127.0.0.1:1', 'HTTPS_PROXY')
    assert.deepEqual(result.requests, [])
    for (const line of logLines(result, 'Retry'))
      assert.match(line, /^Retry \d+ in \d\.\d s: The proxy is out of reach /)
  })

  it('whose address cannot be read is not gone around', async (t) => {
    await using scenario = await startScenario()
    const secret = scenario.app.addSecret()
    const password = 'p%w-never-shown'
    const addresses = [
      `http://ada:${password}@proxy.example:8080`,
      `ada:${password}@proxy.example:8080`,
      'proxy.example:8080',
      'http://',
      `socks5://ada:${password}@proxy.example:1080`,
      'http://proxy example:8080',
      'proxy example:8080',
    ]
    for (const address of addresses) {
      await t.test(address, async () => {
        const env = { HTTPS_PROXY: address }
        const result = await scenario.run(
          { 'client-secret': secret },
          { env, hidden: [password], debug: true },
        )
        assertFailure(result, 'HTTPS_PROXY holds no address of a proxy', 'http://USER:PASSWORD@HOST:PORT')
        assert.deepEqual(logLines(result, 'Retry'), [])
      })
    }
  })

  for (const [name, start, ...words] of broken) {
    it(`that ${name} ends the step with its timeout`, async () => {
      await using scenario = await startScenario()
      await using listener = await listen(start() as never)
      const result = await scenario.run(
        { 'client-secret': scenario.app.addSecret(), timeout: '1' },
        { env: { HTTPS_PROXY: `http://127.0.0.1:${listener.port}` } },
      )
      assertFailure(result, ...words)
      assert.equal(result.timedOut, false)
      assert.ok(result.durationMs < 3500, `${result.durationMs} ms`)
      assert.deepEqual(result.requests, [])
    })
  }

  for (const [variable, value, named] of exceptions) {
    it(`is ${named ? '' : 'not '}gone around with ${variable}=${value}`, async () => {
      await using scenario = await startScenario()
      const { proxy } = scenario.emulator
      proxy.refuse.add(NOWHERE)
      const result = await scenario.run(
        {
          'authority-host': `https://${NOWHERE}`,
          'client-secret': scenario.app.addSecret(),
          timeout: '1',
        },
        { env: { [variable]: value } },
      )
      assertFailure(
        result,
        named ? `The name ${NOWHERE} was not found` : `The proxy refuses to connect to ${NOWHERE}`,
      )
      assert.equal(proxy.connections.length, named ? 0 : 1)
    })
  }
})

/** A proxy that connects every host to the same end. */
function tunnel(connected: (socket: Duplex) => void): Server {
  return createHttpServer().on('connect', (_request, socket) => {
    socket.on('error', () => {})
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n', () => connected(socket))
  })
}
