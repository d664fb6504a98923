import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { describe, it } from 'node:test'
import { HttpClient } from '../../src/http/client.ts'
import { PlainConnections } from '../../src/http/plain-connections.ts'
import { Retries } from '../../src/retry/retry.ts'
import { listen } from '../emulator/listener.ts'
import { plainWords } from '../memory-host.ts'

describe('an answer that never ends', { concurrency: 6 }, () => {
  it('has a limit of its own, and is asked for again', async () => {
    let requests = 0
    const server = createServer((_request, response) => {
      requests += 1
      if (requests === 2) response.write('part')
      else response.end('whole')
    })
    await using listener = await listen(server as never)
    const lines: string[] = []
    const words = plainWords
    const http = new HttpClient({ connections: new PlainConnections(), words, debug: () => {} })
    const info = (line: string) => lines.push(line)
    const retries = new Retries({ timeout: 10, waitForPropagation: 0, words, info })
    const get = (more: { timeout?: number }) =>
      retries.run(() => http.send({ method: 'GET', url, ...more }, retries.deadline))
    const url = `http://127.0.0.1:${listener.port}/`
    // What a first request loads takes its time where the machine is busy.
    await get({})
    const response = await get({ timeout: 500 })
    assert.equal(response.body, 'whole')
    assert.match(lines.join('\n'), /^Retry 1 in \d\.\d s: no answer in 0\.5 s$/)
  })
})
