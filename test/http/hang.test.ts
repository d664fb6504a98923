import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { describe, it } from 'node:test'
import { EarlyConnections } from '../../src/early-connections.ts'
import { Http } from '../../src/http.ts'
import { listen } from '../emulator/listener.ts'

describe('an answer that never ends', { concurrency: 6 }, () => {
  it('has a limit of its own, and is asked for again', async () => {
    let requests = 0
    const server = createServer((_request, response) => {
      requests += 1
      if (requests > 1) response.end('whole')
      else response.write('part')
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
    const response = await http.fetch({ method: 'GET', url, timeout: 200 })
    assert.equal(response.body, 'whole')
    assert.match(lines.join('\n'), /^Retry 1 in \d\.\d s: no answer in 0\.2 s$/)
  })
})
