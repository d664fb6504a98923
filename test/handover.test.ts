import assert from 'node:assert/strict'
import { verify } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { assertFailure, assertToken, startScenario, trust } from './scenario.ts'

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
  ]) {
    it(`fails before anything is sent when the file for outputs ${name}`, async () => {
      await using scenario = await startScenario()
      trust(scenario)
      const result = await scenario.run({}, { env: { GITHUB_OUTPUT: path } })
      assertFailure(result, 'outputs: GITHUB_OUTPUT names no file that can be written to')
      assert.deepEqual(result.requests, [])
    })
  }

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
      { 'client-secret': scenario.app.addSecret() },
      { env: { GITHUB_OUTPUT: path }, hidden: ['opaque-access-token'] },
    )
    assertFailure(result, 'The step failed in a way that it does not know', "Check the runner's disk")
  })

  it('outputs nothing for what an opaque token does not tell', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    scenario.emulator.faults.next('login', {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: { token_type: 'Bearer', expires_in: 3599, access_token: 'opaque-access-token' },
    })
    const result = await scenario.run()
    assert.equal(assertToken(result), 'opaque-access-token')
    assert.equal(result.outputs['tenant-id'], '')
    assert.equal(result.outputs['principal-id'], '')
  })
})
