import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, it } from 'node:test'
import { getToken } from '../../src/commands/get-token.ts'
import type { Person } from '../../src/ports/person.ts'
import { MemoryHost } from '../memory-host.ts'
import { startWorld, type World } from './sign-in.ts'

let world: World
before(async () => {
  world = await startWorld()
})
after(() => world[Symbol.asyncDispose]())

/** Somebody who is slow. */
class Sleeper implements Person {
  readonly isPresent = true
  readonly patience = 100
  readonly opened: string[] = []

  browserObstacle(): undefined {}

  async openBrowser({ address, limit }: Parameters<Person['openBrowser']>[0]): Promise<void> {
    this.opened.push(address)
    // A timeout that is longer counts: it is what was asked for.
    assert.equal(limit, 1000)
  }

  showCode(): void {}
}

async function run(credential: string): Promise<{ code: number; host: MemoryHost; person: Sleeper }> {
  const inputs = { 'tenant-id': world.tenant.id, 'client-id': world.app.clientId, credential, timeout: '1' }
  const person = new Sleeper()
  const host = Object.assign(new MemoryHost(inputs), { person })
  const code = await getToken(host, host.http())
  return { code, host, person }
}

it('ends a wait for a page that was closed, and says what it may have shown', async () => {
  const { code, host, person } = await run('browser')
  assert.equal(code, 4)
  const text = host.failure?.text ?? ''
  assert.equal(host.failure?.parts.title, 'Nobody finished the sign-in in time')
  assert.match(text, /waiting 1 s for the sign-in/)
  assert.ok(
    text.includes(
      `az ad app update --id ${world.app.clientId} --public-client-redirect-uris http://localhost`,
    ),
    text,
  )
  assert.match(text, /If it shows AADSTS53003[^\n]*credential: device-code/)
  const [, port = 0] = /localhost%3A(\d+)/.exec(person.opened[0] ?? '') ?? []
  const refused = new Promise((resolve, reject) => {
    connect(Number(port), '127.0.0.1')
      .on('error', resolve)
      .on('connect', () => reject(new Error('the door is open')))
  })
  assert.equal(((await refused) as NodeJS.ErrnoException).code, 'ECONNREFUSED')
})
