import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { leaks } from '../runner/leaks.ts'
import { type CommandLineScenario, startCommandLine } from '../terminal/command-line.ts'
import { type Serving, startServing } from '../terminal/serve-process.ts'
import { chance } from './chance.ts'
import { fuzzedRequest, MARK } from './fuzzed-request.ts'

const FUZZED = 10_000
/** Connections at a time. */
const WORKERS = 32
const SLOW = 50
const CONNECTIONS = 1000
/** As many as nobody's connections may be. */
const STRANGERS = 128
const TIMED = 300
const MIB = 1024 * 1024

let scenario: CommandLineScenario
let serving: Serving
let secret: string
let token: string
/** Bytes that it took before. */
let memory: number

before(async () => {
  scenario = await startCommandLine()
  secret = scenario.app.addSecret()
  serving = await startServing(scenario, ['--verbose'], { AZURE_CLIENT_SECRET: secret })
  token = (await serving.ask()).body.access_token ?? ''
  memory = residentMemory()
})
after(async () => {
  await serving[Symbol.asyncDispose]()
  await scenario[Symbol.asyncDispose]()
})

const QUERY = '/msi/token?api-version=2019-08-01&resource=https://api.powerplatform.com'
const host = () => `Host: 127.0.0.1:${serving.port}\r\n`
const known = () => `X-IDENTITY-HEADER: ${serving.header}\r\n`
const good = (more = '') => `GET ${QUERY} HTTP/1.1\r\n${host()}${known()}${more}\r\n`

/** Sends these bytes, and nothing after them. @returns all that comes until the connection is closed */
async function send(bytes: string | Uint8Array): Promise<string> {
  const socket = open()
  let answer = ''
  socket.setEncoding('latin1').on('data', (text) => {
    answer += text
  })
  socket.end(bytes, 'latin1')
  await closed(socket)
  return answer
}

function open(): Socket {
  // What is refused may be reset while it is still being sent.
  return connect(serving.port, '127.0.0.1').on('error', () => {})
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) resolve()
    else socket.once('close', () => resolve())
  })
}

const statuses = (answers: string) => [...answers.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status)

describe('an endpoint under attack', () => {
  let slow: Socket[] = []
  before(() => {
    slow = Array.from({ length: SLOW }, (_, index) => {
      const socket = open()
      if (index % 2 === 0) {
        socket.write(`GET ${QUERY} HTTP/1.1\r\n`)
        const timer = setInterval(() => socket.write('X'), 300)
        socket.once('close', () => clearInterval(timer))
      }
      return socket.resume()
    })
  })

  it(`survives ${FUZZED} requests that chance made, and gives nothing away`, async (t) => {
    const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
    t.diagnostic(`FUZZ_SEED=${seed}`)
    const random = chance(seed)
    const tally = new Map<string, number>()
    let left = FUZZED
    const work = async () => {
      while (left-- > 0) {
        const request = fuzzedRequest(random, serving)
        const answer = await send(request.bytes)
        const [status = 'none'] = statuses(answer)
        tally.set(status, (tally.get(status) ?? 0) + 1)
        const shown = () => `${JSON.stringify(Buffer.from(request.bytes).toString('latin1'))}: ${answer}`
        assert.match(status, /^(none|200|400|401|403|404|405|413|431)$/, shown())
        assert.ok(!answer.includes(MARK), `something was reflected: ${shown()}`)
        assert.ok(request.isKnown || !answer.includes(token), `a token for ${shown()}`)
      }
    }
    await Promise.all(Array.from({ length: WORKERS }, work))
    t.diagnostic([...tally].map(([status, count]) => `${status}: ${count}`).join(', '))
    for (const status of ['200', '400', '401', '403', '404', '405', '413', '431'])
      assert.ok(tally.has(status), `no answer was ${status}`)
  })

  it('has closed heads that did not end, and connections on which nothing came, by itself meanwhile', async () => {
    await Promise.all(slow.map(closed))
    assert.deepEqual(statuses(await send(good())), ['200'])
  })

  it(`takes no more than some of ${CONNECTIONS} connections at once, and is there after them`, async () => {
    const sockets = Array.from({ length: CONNECTIONS }, open)
    let refused = 0
    const enough = new Promise<void>((resolve) => {
      for (const socket of sockets)
        socket.resume().once('close', () => {
          refused += 1
          if (refused === CONNECTIONS - 256) resolve()
        })
    })
    await enough
    for (const socket of sockets) socket.destroy()
    await Promise.all(sockets.map(closed))
    assert.deepEqual(statuses(await send(good())), ['200'])
  })

  it('lets go of those who send nothing and keep their side open', async () => {
    const silent = Array.from({ length: 8 }, () =>
      connect({ port: serving.port, host: '127.0.0.1', allowHalfOpen: true })
        .on('error', () => {})
        .resume(),
    )
    await Promise.all(silent.map((socket) => new Promise((resolve) => socket.once('end', resolve))))
    for (const socket of silent) socket.destroy()
    assert.deepEqual(statuses(await send(good())), ['200'])
  })

  it('answers a client while a stranger holds all the connections that strangers get', async () => {
    const sockets = Array.from({ length: STRANGERS * 2 }, open)
    let gone = 0
    await new Promise<void>((resolve) => {
      for (const socket of sockets)
        socket.resume().once('close', () => {
          gone += 1
          if (gone === STRANGERS) resolve()
        })
    })
    const held = sockets.filter(({ destroyed }) => !destroyed).length
    assert.deepEqual([held, statuses(await send(good()))], [STRANGERS, ['200']])
    for (const socket of sockets) socket.destroy()
    await Promise.all(sockets.map(closed))
  })

  for (const [name, request, ...expected] of [
    ['another Host', () => good().replace(host(), `Host: attacker.example:${serving.port}\r\n`), '403'],
    [
      'a Host that begins so',
      () => good().replace(host(), `Host: 127.0.0.1:${serving.port}.attacker.example\r\n`),
      '403',
    ],
    ['a Host without the port', () => good().replace(host(), 'Host: 127.0.0.1\r\n'), '403'],
    ['two Hosts', () => good(host()), '403'],
    ['no Host', () => good().replace(host(), ''), '400'],
    ['no Host in HTTP/1.0', () => good().replace(host(), '').replace('1.1', '1.0'), '403'],
    ['the name localhost', () => good().replace(host(), `Host: LOCALHOST:${serving.port}\r\n`), '200'],
    ['a whole URL of elsewhere', () => good().replace(QUERY, `http://attacker.example${QUERY}`), '404'],
    ['an Origin', () => good('Origin: https://attacker.example\r\n'), '403'],
    ['the Origin null', () => good('Origin: null\r\n'), '403'],
    ['an empty Origin', () => good('Origin:\r\n'), '403'],
    ['a browser behind it', () => good('Sec-Fetch-Site: same-origin\r\n'), '403'],
    ['a preflight', () => good('Origin: https://a.example\r\n').replace('GET', 'OPTIONS'), '403'],
    ['two headers, one right', () => good('X-IDENTITY-HEADER: wrong\r\n'), '200'],
    ['the older header', () => good().replace('X-IDENTITY-HEADER', 'x-ms-identity'), '200'],
    ['the preface of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\x12\x04\0\0\0\0\0', '400'],
    ['an upgrade', () => good('Connection: Upgrade\r\nUpgrade: websocket\r\n')],
    ['CONNECT', () => `CONNECT login.microsoftonline.com:443 HTTP/1.1\r\n${host()}${known()}\r\n`],
    ['a hello of TLS', () => '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03', '400'],
    ['a body', () => good('Content-Length: 4\r\n').concat('body'), '413'],
    [
      'a body in chunks',
      () => good('Transfer-Encoding: chunked\r\n').concat('4\r\nbody\r\n0\r\n\r\n'),
      '413',
    ],
    ['a body that waits for leave', () => good('Content-Length: 4\r\nExpect: 100-continue\r\n'), '413'],
    ['a body of two lengths', () => good('Content-Length: 4\r\nContent-Length: 5\r\n').concat('body'), '400'],
    [
      'a length and chunks, to smuggle a request in',
      () => good('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n').concat('0\r\n\r\n', good()),
      '400',
    ],
    ['line feeds alone', () => good().replaceAll('\r\n', '\n'), '400'],
    ['a query of 6 KB', () => good().replace('resource=', `more=${'x'.repeat(6000)}&resource=`), '200'],
    ['a resource of 6 KB', () => good().replace('powerplatform', 'x'.repeat(6000)), '400'],
    ['a query of 100 KB', () => good().replace('resource=', `more=${'x'.repeat(100_000)}&resource=`), '431'],
    ['a head of 100 KB', () => good(`Cookie: ${'x'.repeat(100_000)}\r\n`), '431'],
    ['500 fields', () => good('A: b\r\n'.repeat(500)), '200'],
    ['an expectation', () => good('Expect: much\r\n').replace(known(), ''), '401'],
    ['a resource given twice', () => good().replace('resource=', 'resource=x&resource='), '400'],
    ['a broken encoding', () => good().replace('resource=', 'resource=%E0%A4%A&more=%&resource_=%ff'), '400'],
  ] as const) {
    it(`answers ${expected[0] ?? 'nothing'} to ${name}`, async () => {
      const answers = await send(request())
      assert.deepEqual(statuses(answers), expected, answers)
      if (expected[0] !== '200') assert.ok(!answers.includes(token))
    })
  }

  it('answers what comes in a pipe in order, and nothing after what it refuses', async () => {
    const other = good().replace('resource=', 'client_id=another&resource=')
    const asked = [...Array.from({ length: 100 }, () => good()), other, good(), good()]
    assert.deepEqual(statuses(await send(asked.join(''))), [...Array(100).fill('200'), '400'])
  })

  it('takes as long to refuse a header that is nearly right as one that is all wrong', async (t) => {
    // A comparison that ends early differs by less than the noise of a network; this finds what differs by more, such as a
    // look into a file, or a delay after so many characters that are right.
    const { header } = serving
    const kinds = [header.replace(/.$/, '!'), header.replace(/^./, '!'), '!'.repeat(header.length), '!']
    const times = kinds.map(() => [] as number[])
    for (let round = 0; round < TIMED; round++) {
      for (const [kind, value] of kinds.entries()) {
        const started = performance.now()
        const answer = await send(good().replace(header, value))
        times[kind]?.push(performance.now() - started)
        assert.deepEqual(statuses(answer), ['401'])
      }
    }
    const medians = times.map((each) => each.toSorted((a, b) => a - b)[TIMED / 2] ?? 0)
    t.diagnostic(medians.map((median) => `${median.toFixed(3)} ms`).join(', '))
    assert.ok(Math.max(...medians) < 2 * Math.min(...medians), medians.join())
  })

  it('still answers, has taken little memory, has told nobody a secret, and ends as asked', async (t) => {
    assert.equal((await serving.ask()).body.access_token, token)
    const growth = residentMemory() - memory
    t.diagnostic(`${(growth / MIB).toFixed(1)} MiB more`)
    // Node takes some 70 MiB before it looks for garbage, however long this goes on.
    assert.ok(growth < 128 * MIB, `${growth}`)
    assert.equal(await serving.end('SIGTERM'), 0)
    const { stderr } = serving.said
    assert.ok(!stderr.includes(MARK), 'what came is in its log')
    for (const value of [token, secret, serving.header])
      assert.ok(!stderr.includes(value), 'a secret is in its log')
    const [last = ''] = stderr.trimEnd().split('\n').slice(-1)
    assert.match(
      last,
      /^https:\/\/api\.powerplatform\.com: \d+ tokens handed out, 1 request to Entra, 0 refusals; /,
    )
    assert.deepEqual(leaks({ stdout: '', stderr: last, summary: '', annotations: [], files: [] }, token), [])
  })
})

/** Bytes of a process; zero where the system has no such file. */
function residentMemory(): number {
  const file = `/proc/${serving.pid}/status`
  if (!existsSync(file)) return 0
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(file, 'utf8'))?.[1]) * 1024
}
