import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { decodeJwt } from 'jose'
import type { RecordedRequest } from '../emulator/request.ts'
import { type Ended, get, post, signIn, startWorld, visit, type World } from './sign-in.ts'

describe('--credential browser', () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world[Symbol.asyncDispose]())

  /** Starts it, and answers the address that the browser is to open. */
  async function begin(more: readonly string[] = []) {
    const before = world.emulator.requests.length
    const running = world.start(['--credential', 'browser', ...more], { BROWSER: world.browser.program })
    const address = await world.browser.address()
    const [, port = ''] = /localhost:(\d+)/.exec(address.searchParams.get('redirect_uri') ?? '') ?? []
    const back = `http://localhost:${port}/`
    const state = address.searchParams.get('state') ?? ''
    const requests = () => world.emulator.requests.slice(before)
    return { running, address, back, state, port: Number(port), requests }
  }

  /** Nothing that proves anything is in what a person sees. */
  function assertNoSecret({ stdout, stderr }: Ended, token?: string): void {
    for (const request of world.emulator.requests) {
      const answer = request.answer?.startsWith('{') ? JSON.parse(request.answer) : {}
      const secrets = ['code', 'code_verifier'].map((name) => request.form?.get(name))
      for (const secret of [...secrets, answer.access_token, answer.refresh_token, answer.id_token]) {
        if (!secret) continue
        assert.ok(!stderr.includes(secret), 'standard error has a secret')
        if (secret !== token) assert.ok(!stdout.includes(secret), 'standard output has a secret')
      }
    }
  }

  it('prints the token of whoever signs in on the page', async () => {
    const { running, address, requests } = await begin()
    assert.equal(address.origin, 'https://login.microsoftonline.com')
    const page = await visit(world, address)
    assert.match(page.body, /<h1>Sign in<\/h1>/)
    const { action, fields } = await signIn(world, address)
    const shown = await post(action, fields)
    assert.match(shown.body, /^<!doctype html>[\s\S]*<h1>Signed in<\/h1>[\s\S]*You may close this page/)
    const ended = await running.ended
    assert.equal(ended.code, 0, ended.stderr)
    const token = ended.stdout.trimEnd()
    assert.equal(decodeJwt(token).upn, world.user.username)
    assert.equal(decodeJwt(token).aud, 'https://api.powerplatform.com')
    assert.match(
      ended.stderr,
      /Complete the sign-in in your browser within 5 minutes \(Ctrl-C to cancel\)\.\nIf no page opens, open this address on this machine:\nhttps:/,
    )
    assert.ok(ended.stderr.includes(`${address}`), 'the address, for whom no browser opens')
    assert.match(
      ended.stderr,
      new RegExp(
        `^Signed in as ${world.user.username}\\nToken for https://api\\.powerplatform\\.com, valid until .*\\n$`,
        'm',
      ),
    )
    assertNoSecret(ended, token)
    assert.deepEqual(
      requests().map(({ method, path, status }) => `${method} ${path.split('/').at(-1)} ${status}`),
      ['GET authorize 200', 'POST authorize 200', 'POST token 200'],
    )
    assert.equal(requests().at(-1)?.form?.get('grant_type'), 'authorization_code')
  })

  it('is shaken off by nothing that comes from elsewhere', async () => {
    const { running, address, back, state } = await begin()
    const wrong = await post(back, { code: 'stolen', state: `${state}x` })
    assert.equal(wrong.status, 400)
    const none = await post(back, { error: 'access_denied' }, { Origin: 'https://evil.example' })
    assert.equal(none.status, 400)
    const byUrl = await get(`${back}?code=stolen&state=other`)
    assert.equal(byUrl.status, 404)
    const icon = await get(`${back}favicon.ico`)
    assert.equal(icon.status, 404)
    const nowhere = await get(`${back}/`)
    assert.equal(nowhere.status, 404)
    const stranger = await post(back, { code: 'stolen', state }, { Host: 'evil.example' })
    assert.equal(stranger.status, 403)
    const flood = await post(back, { code: 'a'.repeat(100_000), state })
    assert.equal(flood.status, 413)
    const { action, fields } = await signIn(world, address)
    await post(action, fields)
    const ended = await running.ended
    assert.equal(ended.code, 0, ended.stderr)
    assert.ok(!ended.stdout.includes('stolen'))
  })

  it('takes one answer, and has closed its door after', async () => {
    const { running, address, port } = await begin()
    const { action, fields } = await signIn(world, address)
    await post(action, fields)
    // It may come before the door is shut, and changes nothing then.
    await post(action, { ...fields, code: 'another' }).catch(() => undefined)
    const ended = await running.ended
    assert.equal(ended.code, 0, ended.stderr)
    await assert.rejects(post(`http://localhost:${port}/`, fields), { code: 'ECONNREFUSED' })
  })

  it('explains a consent that was declined', async () => {
    const { running, address } = await begin()
    const { action, fields } = await signIn(world, address, { action: 'decline' })
    const shown = await post(action, fields)
    assert.match(shown.body, /<h1>Not signed in<\/h1>[\s\S]*You may close this page/)
    const ended = await running.ended
    assert.deepEqual([ended.code, ended.stdout], [4, ''])
    assert.match(ended.stderr, /^AADSTS65004: the consent was declined$/m)
    assert.match(ended.stderr, /User declined to consent to access the app\./)
    assert.match(ended.stderr, /In the browser, error access_denied/)
    assert.ok(ended.stderr.includes(`az ad app permission admin-consent --id ${world.app.clientId}`))
  })

  it('refuses a code that belongs to another sign-in', async () => {
    const first = await begin()
    const other = await signIn(world, first.address)
    first.running.kill('SIGINT')
    await first.running.ended
    const { running, back, state } = await begin()
    await post(back, { ...other.fields, state })
    const ended = await running.ended
    assert.deepEqual([ended.code, ended.stdout], [1, ''])
    assert.match(ended.stderr, /^AADSTS501481: /m)
    assertNoSecret(ended)
  })

  it('hides what proves the sign-in, even where an answer repeats it', async () => {
    const { running, address, requests } = await begin()
    const { action, fields } = await signIn(world, address)
    world.emulator.faults.next('login', {
      status: 400,
      body: ({ form }: RecordedRequest) => ({
        error: 'invalid_grant',
        error_description: `AADSTS70000: ${form?.get('code')} and ${form?.get('code_verifier')}`,
      }),
    })
    await post(action, fields)
    const ended = await running.ended
    assert.equal(ended.code, 1)
    assert.match(ended.stderr, /AADSTS70000: \*\*\* and \*\*\*/)
    assert.ok((requests().at(-1)?.form?.get('code_verifier') ?? '').length > 40)
    assertNoSecret(ended)
  })

  it('ends by Ctrl-C, and leaves nothing open', async () => {
    const { running, port } = await begin()
    running.kill('SIGINT')
    const { code, signal, stdout } = await running.ended
    // What a shell calls 130.
    assert.deepEqual([code, signal, stdout], [null, 'SIGINT', ''])
    const refused = await new Promise((resolve) => {
      connect(port, '127.0.0.1')
        .on('error', resolve)
        .on('connect', () => resolve('open'))
    })
    assert.equal((refused as NodeJS.ErrnoException).code, 'ECONNREFUSED')
  })

  it('offers the device code where there is no display', async () => {
    const { code, stdout, stderr } = await world.start(['--credential', 'browser']).ended
    assert.deepEqual([code, stdout], [4, ''])
    assert.match(stderr, /^No browser can be opened here$/m)
    assert.match(stderr, /DISPLAY and WAYLAND_DISPLAY are not set/)
    assert.match(stderr, /--credential device-code shows a code/)
    const far = await world.start(['--credential', 'browser'], {
      SSH_CONNECTION: '192.0.2.1 22 192.0.2.2 22',
    }).ended
    assert.match(far.stderr, /session over SSH/)
  })

  it('goes on without a browser that does not start', async () => {
    const running = world.start(['--credential', 'browser'], { BROWSER: '/nowhere/browser' })
    const [address = ''] = await running.line(/^https:\/\/login\S+$/m)
    await running.line(
      /^Warning: no browser opened by itself\. Open the address, or use --credential device-code\.$/m,
    )
    const { action, fields } = await signIn(world, new URL(address))
    await post(action, fields)
    const ended = await running.ended
    assert.equal(ended.code, 0, ended.stderr)
  })

  it('starts the browser without the secrets of this program', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'browser-'))
    const program = join(folder, 'browser')
    await writeFile(program, `#!/bin/sh\nenv >'${folder}/new'; mv '${folder}/new' '${folder}/env'\n`, {
      mode: 0o755,
    })
    const env = { BROWSER: program, AZURE_CLIENT_SECRET: 'abc8Q~of-another-app', X_JWT: 'e30.e30.c2ln' }
    const running = world.start(['--credential', 'browser'], env)
    while (!existsSync(join(folder, 'env'))) await setTimeout(20)
    running.kill('SIGINT')
    await running.ended
    const given = await readFile(join(folder, 'env'), 'utf8')
    await rm(folder, { recursive: true })
    assert.match(given, /^X_JWT=/m)
    assert.doesNotMatch(given, /AZURE_CLIENT_SECRET|abc8Q~/)
  })

  it('shows what only the page can say', async () => {
    const { running, address } = await begin()
    const other = new URL(address)
    other.searchParams.set('redirect_uri', 'http://localhost:1/other')
    assert.match((await visit(world, other)).body, /AADSTS50011: The redirect URI/)
    running.kill('SIGINT')
    await running.ended
  })
})
