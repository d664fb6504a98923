import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { describe, it } from 'node:test'
import { Http } from '../../src/http/client.ts'
import { EarlyConnections } from '../../src/http/early-connections.ts'
import { listen } from '../emulator/listener.ts'

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
    const http = new Http({
      connections: new EarlyConnections(),
      timeout: 10,
      info: (line) => lines.push(line),
      debug: () => {},
    })
    const url = `http://127.0.0.1:${listener.port}/`
    // What a first request loads takes its time where the machine is busy.
    await http.fetch({ method: 'GET', url })
    const response = await http.fetch({ method: 'GET', url, timeout: 500 })
    assert.equal(response.body, 'whole')
    assert.match(lines.join('\n'), /^Retry 1 in \d\.\d s: no answer in 0\.5 s$/)
  })
})
