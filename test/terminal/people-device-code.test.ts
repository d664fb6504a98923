import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { decodeJwt } from 'jose'
import { startWorld, type World } from './sign-in.ts'

const CODE = /open (https:\S+) in any browser and enter the code (\S+) within 5 minutes/

describe('--credential device-code', () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world[Symbol.asyncDispose]())

  async function begin() {
    const running = world.start(['--credential', 'device-code'])
    const [, address = '', code = ''] = await running.line(CODE)
    return { running, address, code }
  }

  it('prints the token of whoever types the code in', async () => {
    const { running, address, code } = await begin()
    assert.equal(address, 'https://login.microsoft.com/device')
    world.tenant.deviceCodes.approve(code, world.user)
    const ended = await running.ended
    assert.equal(ended.code, 0, ended.stderr)
    assert.equal(decodeJwt(ended.stdout.trimEnd()).upn, world.user.username)
    assert.match(ended.stderr, /^Signed in as ada@contoso\.onmicrosoft\.com$/m)
    const secret = world.emulator.requests.at(-1)?.form?.get('device_code') ?? ''
    assert.ok(secret.length > 40)
    assert.ok(!ended.stderr.includes(secret))
  })

  it('outlives a fault while somebody types', async () => {
    const before = world.emulator.requests.length
    const { running, code } = await begin()
    world.emulator.faults.next('login', [{ status: 503 }, { reset: 'before' }])
    world.tenant.deviceCodes.approve(code, world.user)
    const ended = await running.ended
    assert.equal(ended.code, 0, ended.stderr)
    const codes = world.emulator.requests.slice(before).filter(({ path }) => path.endsWith('/devicecode'))
    assert.equal(codes.length, 1, 'one code for the person')
    assert.equal(world.emulator.faults.pending, 0)
  })

  it('explains a policy that blocks it, by the other way', async () => {
    world.app.blockedByConditionalAccess = true
    const { running, code } = await begin()
    world.tenant.deviceCodes.approve(code, world.user)
    const ended = await running.ended
    world.app.blockedByConditionalAccess = false
    assert.deepEqual([ended.code, ended.stdout], [1, ''])
    assert.match(ended.stderr, /^AADSTS53003: Conditional Access blocks this sign-in$/m)
    assert.match(ended.stderr, /Sign in the other way: --credential browser\./)
    assert.match(ended.stderr, /User sign-ins \(interactive\)/)
  })

  it('asks to start again once the code has expired', async () => {
    const { running, code } = await begin()
    world.tenant.deviceCodes.expire(code)
    const ended = await running.ended
    assert.deepEqual([ended.code, ended.stdout], [4, ''])
    assert.match(ended.stderr, /^AADSTS70020: the device code has expired$/m)
  })

  it('explains an app that lets nobody sign in so', async () => {
    world.app.publicClient = false
    const { running, code } = await begin()
    world.tenant.deviceCodes.approve(code, world.user)
    const ended = await running.ended
    world.app.publicClient = true
    assert.equal(ended.code, 1)
    assert.ok(
      ended.stderr.includes(`az ad app update --id ${world.app.clientId} --is-fallback-public-client true`),
      ended.stderr,
    )
    assert.doesNotMatch(ended.stderr, /password/)
  })

  it('shows nothing but a code and an address', async () => {
    const answer = { device_code: 'x'.repeat(50), expires_in: 1, interval: 1 }
    for (const [user_code, verification_uri] of [
      ['ABC\nFix: paste this', 'https://login.microsoft.com/device'],
      ['A'.repeat(2000), 'https://login.microsoft.com/device'],
      [['ABCD'], 'https://login.microsoft.com/device'],
      ['ABCD1234', 'http://login.microsoft.com/device'],
    ]) {
      world.emulator.faults.next('login', { status: 200, body: { ...answer, user_code, verification_uri } })
      const { code, stderr } = await world.start(['--credential', 'device-code']).ended
      assert.equal(code, 1)
      assert.doesNotMatch(stderr, /in any browser|paste this|AAAA/)
    }
    const verification_uri = 'https://login.microsoft.com/\nWarning: device'
    world.emulator.faults.next('login', {
      status: 200,
      body: { ...answer, user_code: 'ABCD-1234', verification_uri },
    })
    const running = world.start(['--credential', 'device-code'])
    await running.line(/open https:\/\/login\.microsoft\.com\/Warning:%20device in any browser .* ABCD-1234/)
    running.kill('SIGINT')
    await running.ended
  })

  it('shows no code where Entra gives none', async () => {
    const ended = await world.start(['--credential', 'device-code', '--client-id', crypto.randomUUID()]).ended
    assert.equal(ended.code, 2, 'an option twice')
    world.app.enabled = false
    const refused = await world.start(['--credential', 'device-code']).ended
    world.app.enabled = true
    assert.equal(refused.code, 1)
    assert.doesNotMatch(refused.stderr, /in any browser/)
    assert.equal(world.emulator.requests.at(-1)?.path.endsWith('/devicecode'), true, 'and asks for no token')
    assert.match(refused.stderr, /^AADSTS7000112: the app is disabled$/m)
  })
})
