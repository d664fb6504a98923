import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes, verify } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { assertFailure, assertToken, startScenario, trust } from './scenario.ts'

const disk = { nodeArguments: ['--import', new URL('faults/disk.mjs', import.meta.url).href] }
const devices =
  process.platform === 'win32'
    ? []
    : (
        [
          ['is a device that keeps nothing', '/dev/null'],
          ['is a device that is always full', '/dev/full'],
        ] as const
      ).filter(([, path]) => existsSync(path))

describe('handing over', { concurrency: 4 }, () => {
  it('sets every output of the contract', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const before = Date.now()
    const result = await scenario.run()
    const token = assertToken(result)
    const {
      'access-token': _,
      'expires-on': expiresOn = '',
      'expires-in': expiresIn,
      ...rest
    } = result.outputs
    assert.deepEqual(rest, {
      'token-type': 'Bearer',
      scope: 'https://api.powerplatform.com/.default',
      'api-url': 'https://api.powerplatform.com',
      'tenant-id': scenario.tenant.id,
      'principal-id': scenario.app.objectId,
      credential: 'federated',
    })
    assert.match(expiresOn, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    const life = (Date.parse(expiresOn) - before) / 1000
    assert.ok(life > 3590 && life < 3610, `${life} s`)
    assert.ok(Number(expiresIn) > 3580 && Number(expiresIn) <= 3599, expiresIn)

    const [head = '', payload = '', signature = ''] = token.split('.')
    const key = scenario.emulator.entra.signingKey.publicKey
    assert.ok(verify('sha256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url')))
  })

  it('masks the token before anything else of it is printed, for this step and the later ones', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const result = await scenario.run()
    const token = assertToken(result)
    assert.ok(result.masks.includes(token))
    assert.equal(result.mask(`Authorization: Bearer ${token}`), 'Authorization: Bearer ***')
    assert.equal(result.mask(Buffer.from(token).toString('base64url')), '***')
    assert.equal(result.jobOutput('access-token'), undefined, 'a token does not cross jobs')
    assert.equal(result.jobOutput('expires-on'), result.outputs['expires-on'])
  })

  it('exports the token under the name that the user gives', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const result = await scenario.run({ 'export-as': 'PP_TOKEN' })
    assert.equal(result.env.PP_TOKEN, assertToken(result))
  })

  it('exports nothing unless asked to', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const result = await scenario.run()
    assertToken(result)
    assert.deepEqual(result.env, {})
    assert.deepEqual(result.state, {})
  })

  for (const [name, inputs, env, word] of [
    ['GITHUB_OUTPUT', {}, { GITHUB_OUTPUT: undefined }, 'GITHUB_OUTPUT is not set'],
    ['GITHUB_ENV', { 'export-as': 'PP_TOKEN' }, { GITHUB_ENV: undefined }, 'GITHUB_ENV is not set'],
  ] as const) {
    it(`fails without ${name} before anything is sent, rather than print`, async () => {
      await using scenario = await startScenario()
      trust(scenario)
      const result = await scenario.run(inputs, { env })
      assertFailure(result, word)
      assert.deepEqual(result.requests, [])
    })
  }

  for (const [name, path] of [
    ['is gone', join(tmpdir(), crypto.randomUUID())],
    ['is a folder', tmpdir()],
    ...devices,
  ] as const) {
    it(`fails before anything is sent when the file for outputs, or for variables, ${name}`, async () => {
      await using scenario = await startScenario()
      trust(scenario)
      for (const variable of ['GITHUB_OUTPUT', 'GITHUB_ENV']) {
        const result = await scenario.run({ 'export-as': 'PP_TOKEN' }, { env: { [variable]: path } })
        assertFailure(result, `outputs: ${variable} names no regular file that can be written to`)
        assert.deepEqual(result.requests, [])
      }
    })
  }

  it('does not wait for the other end of a pipe', { skip: process.platform === 'win32' }, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'pipe-'))
    t.after(() => rm(folder, { recursive: true }))
    const path = join(folder, 'pipe')
    execFileSync('mkfifo', [path])
    await using scenario = await startScenario()
    trust(scenario)
    const result = await scenario.run({}, { env: { GITHUB_OUTPUT: path } })
    assertFailure(result, 'outputs: GITHUB_OUTPUT names no regular file that can be written to')
    assert.deepEqual(result.requests, [])
    const token = await scenario.run({ summary: 'always' }, { env: { GITHUB_STEP_SUMMARY: path } })
    assertToken(token)
    assert.match(token.log, /##\[warning\]The summary could not be written: GITHUB_STEP_SUMMARY names no/)
  })

  it('hands over all, or nothing when the disk is full', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    for (const [room, inputs] of [
      [{ GITHUB_ENV: 0 }, { 'export-as': 'PP_TOKEN' }],
      [{ GITHUB_ENV: 40 }, { 'export-as': 'PP_TOKEN' }],
      [{ GITHUB_OUTPUT: 0 }, { 'export-as': 'PP_TOKEN' }],
      [{ GITHUB_OUTPUT: 2000 }, { 'export-as': 'PP_TOKEN' }],
      [{ GITHUB_OUTPUT: 2000 }, {}],
    ] as [Record<string, number>, Record<string, string>][]) {
      const result = await scenario.run(inputs, { ...disk, env: { DISK_ROOM: JSON.stringify(room) } })
      assertFailure(result, 'ENOSPC: no space left on device', "Check this machine's disk")
      assert.deepEqual(result.outputs, { EARLIER: '1' }, JSON.stringify(room))
      assert.deepEqual(result.env, { EARLIER: '1' }, JSON.stringify(room))
    }
  })

  it('masks the token before it writes it anywhere', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const result = await scenario.run({ 'export-as': 'PP_TOKEN' }, disk)
    const token = assertToken(result)
    assert.deepEqual(
      result.stdout.split('\n').filter((line) => line.includes(token) || line.startsWith('writing')),
      [`::add-mask::${token}`, 'writing to GITHUB_ENV', 'writing to GITHUB_OUTPUT'],
    )
    assert.equal(result.env.PP_TOKEN, token)
    assert.equal(result.outputs.EARLIER, '1')
  })

  it('masks what the answer holds beside the token, and with what the OIDC token was asked for', async () => {
    await using scenario = await startScenario()
    const secret = () => randomBytes(96).toString('base64url')
    const [access_token, refresh_token, id_token] = [secret(), secret(), secret()]
    const answer = { token_type: 'Bearer', expires_in: 3599, access_token, refresh_token, id_token }
    const refused = { error: 'invalid_grant', error_description: 'AADSTS700213: x', ...answer }
    for (const fault of [{ body: answer }, { status: 400, body: refused }, { status: 503, body: answer }]) {
      scenario.emulator.faults.always('login', fault)
      const result = await scenario.run({ timeout: '1' })
      for (const token of [access_token, refresh_token, id_token]) assert.ok(result.masks.includes(token))
      const [asked] = result.recorded.filter(({ service }) => service === 'oidc')
      const [, requestToken = ''] = /^Bearer (.+)$/.exec(asked?.headers.authorization ?? '') ?? []
      assert.ok(requestToken.length > 20 && result.masks.includes(requestToken))
    }
  })

  it('sets no variable of its own process', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const told = 'process.on("exit", () => console.log("of its own:", "PP_TOKEN" in process.env))'
    const result = await scenario.run(
      { 'export-as': 'PP_TOKEN' },
      { nodeArguments: ['--import', `data:text/javascript,${encodeURIComponent(told)}`] },
    )
    assert.equal(result.env.PP_TOKEN, assertToken(result))
    assert.match(result.stdout, /^of its own: false$/m)
  })

  it('fails when the file for outputs disappears meanwhile', async (t) => {
    await using scenario = await startScenario()
    const folder = await mkdtemp(join(tmpdir(), 'outputs-'))
    t.after(() => rm(folder, { recursive: true }))
    const path = join(folder, 'outputs')
    await writeFile(path, '')
    scenario.emulator.faults.next('login', {
      body: () => {
        rmSync(path)
        return { token_type: 'Bearer', expires_in: 3599, access_token: 'opaque-access-token' }
      },
    })
    const result = await scenario.run(
      { 'client-secret': scenario.app.addSecret(), 'export-as': 'PP_TOKEN' },
      { env: { GITHUB_OUTPUT: path }, hidden: ['opaque-access-token'] },
    )
    assert.deepEqual(result.env, {})
    assertFailure(result, 'Unexpected error', "Check this machine's disk")
  })

  it('outputs nothing for what a token does not tell', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const others = { appid: 'a', azp: 'b', sub: 'c', iss: 'https://sts.windows.net/d/', aud: 'e', puid: 'f' }
    const claims = Buffer.from(JSON.stringify(others)).toString('base64url')
    for (const access_token of ['opaque-access-token', `e30.${claims}.c2lnbmF0dXJl`]) {
      scenario.emulator.faults.next('login', {
        body: { token_type: 'Bearer', expires_in: 3599, access_token },
      })
      const result = await scenario.run()
      assert.equal(assertToken(result), access_token)
      assert.equal(result.outputs['tenant-id'], '')
      assert.equal(result.outputs['principal-id'], '')
    }
  })
})
