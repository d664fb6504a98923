import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { echoes as forms } from '../echoes.ts'
import type { CannedAnswer } from '../emulator/faults.ts'
import type { RecordedRequest } from '../emulator/request.ts'
import { assertFailure, assertToken, startScenario, trust } from '../scenario.ts'
import { logLines } from './log-lines.ts'

/** Characters that each encoding writes in its own way. */
const SECRET = `-a+b c/d=e&f%41"g'h\\ü~ü!(i)*8Q~`

/** Servers that give back what they got. */
const echoes: [name: string, answer: CannedAnswer][] = [
  [
    'the body as a page of 500',
    {
      status: 500,
      headers: { 'Content-Type': 'text/html', 'Retry-After': '9999' },
      body: ({ body }: RecordedRequest) => body,
    },
  ],
  [
    'the fields in a JSON error',
    {
      status: 400,
      body: ({ form }: RecordedRequest) => ({
        error: 'invalid_client',
        error_description: `AADSTS7000215: not this: ${[...(form ?? [])].join(' ')}`,
        error_codes: [7000215],
      }),
    },
  ],
  [
    'the body in a JSON error of an unknown code',
    {
      status: 401,
      body: ({ body }: RecordedRequest) => ({
        error: body.slice(0, 80),
        error_description: body.slice(-110),
      }),
    },
  ],
  [
    'the body in an error with 503',
    {
      status: 503,
      headers: { 'Retry-After': '9999' },
      body: ({ body }: RecordedRequest) => ({ error: 'x', error_description: body }),
    },
  ],
  [
    'the headers in a JSON error',
    {
      status: 400,
      body: ({ headers }: RecordedRequest) => ({ error: 'x', error_description: JSON.stringify(headers) }),
    },
  ],
  [
    'the body in an answer of 200',
    {
      body: ({ body }: RecordedRequest) => ({
        token_type: body,
        expires_in: body,
        scope: body,
        access_token: body,
      }),
    },
  ],
]

// That nothing leaks is asserted by each run.
describe('the log', { concurrency: 4 }, () => {
  it('has one debug line for each request', async () => {
    await using scenario = await startScenario()
    const { emulator, app } = scenario
    trust(scenario)
    emulator.powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })
    emulator.faults.next('login', [{ status: 503 }, { reset: 'before' }])
    const result = await scenario.run({ verify: 'true' }, { debug: true })
    assertToken(result)
    const [oidc, busy, , login, api] = result.recorded
    const token = `POST login.microsoftonline.com/${scenario.tenant.id}/oauth2/v2.0/token`
    const lines = result.stdout.split('\n').filter((line) => line.startsWith('::debug::'))
    assert.deepEqual(
      lines.map((line) => line.replace(/, \d+ ms$/, ', N ms')),
      [
        `GET ${oidc?.host}${oidc?.path}: 200, request ID ${oidc?.traceId}, N ms`,
        `${token}: 503, request ID ${busy?.traceId}, N ms`,
        `${token}: no answer, N ms`,
        `${token}: 200, request ID ${login?.traceId}, N ms`,
        `GET api.powerplatform.com/environmentmanagement/environments: 200, request ID ${api?.traceId}, N ms`,
      ].map((line) => `::debug::${line}`),
    )
  })

  it('has no debug line without debug logging', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const result = await scenario.run()
    assertToken(result)
    assert.doesNotMatch(result.stdout, /::debug::| ms$/m)
  })

  it('leaves out a request ID that is none', async () => {
    await using scenario = await startScenario()
    const headers = { 'x-ms-request-id': `${'i'.repeat(200)} ##[error]x` }
    scenario.emulator.faults.next('login', { status: 400, headers, body: {} })
    const result = await scenario.run({ 'client-secret': SECRET }, { debug: true })
    const line = result.stdout.split('\n').find((each) => each.startsWith('::debug::'))
    assert.match(line ?? '', /: 400, \d+ ms$/)
  })

  it('never shows what a server echoes', async (t) => {
    await using scenario = await startScenario({ sharesProcess: true })
    scenario.app.addSecret({ value: SECRET })
    for (const [name, answer] of echoes) {
      await t.test(name, async () => {
        scenario.emulator.faults.next('login', answer)
        assertFailure(await scenario.run({ 'client-secret': SECRET, timeout: '5' }, { debug: true }))
      })
    }
  })

  it('never shows what a server echoes in a form that no mask knows', async (t) => {
    await using scenario = await startScenario({ sharesProcess: true })
    const secret = 'Ключ/ключ+8Q~ é-秘密の鍵'
    for (const [name, form] of Object.entries(forms)) {
      await t.test(name, async () => {
        const said = form(secret)
        const answers: CannedAnswer[] = [
          {
            status: 400,
            body: { error: 'x', error_description: `AADSTS7000215: not ${said}`, trace_id: said },
          },
          { status: 400, headers: { 'Content-Type': 'text/html' }, body: `<title>${said}</title>` },
        ]
        for (const answer of answers) {
          scenario.emulator.faults.next('login', answer)
          assertFailure(await scenario.run({ 'client-secret': secret }, { hidden: [secret, said] }))
        }
      })
    }
  })

  for (const [name, inputs] of Object.entries<Record<string, string>>({
    'begins like a shorter one': {
      'client-secret': 'hunt',
      username: 'ana@contoso.com',
      password: 'hunter2-very-long',
    },
    'overlaps another': {
      'client-secret': 'abcdefgh',
      username: 'ana@contoso.com',
      password: 'efghijkl-rest-of-it',
    },
    'has a line that begins like another': {
      username: 'ana@contoso.com',
      password: 'abcdefgh\nabcdefghijkl-rest-of-it',
    },
  })) {
    it(`hides all of a secret that ${name}`, async () => {
      await using scenario = await startScenario()
      const body = ({ form }: RecordedRequest) => ({
        error: 'x',
        error_description: `abcd${form?.get('password') ?? form?.get('client_secret')}`,
      })
      scenario.emulator.faults.next('login', { status: 400, body })
      assertFailure(
        await scenario.run(inputs, { hidden: ['ter2-very', 'rest-of-it'] }),
        'the request was refused',
      )
    })
  }

  for (const [name, encode] of Object.entries({
    JSON: (text: string) => JSON.stringify(text),
    XML: (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
    'lower-case URI': (text: string) => encodeURIComponent(text).toLowerCase(),
  })) {
    it(`hides a secret that a server echoes ${name}-encoded, in a code without a remedy`, async () => {
      await using scenario = await startScenario()
      const secret = 'ab"cd\\ef<gh&ij'
      const body = ({ form }: RecordedRequest) => ({
        error: 'x',
        error_codes: [999999],
        error_description: `AADSTS999999: ${encode(form?.get('client_secret') ?? '')}`,
      })
      scenario.emulator.faults.next('login', { status: 400, body })
      const result = await scenario.run({ 'client-secret': secret })
      assertFailure(result, 'AADSTS999999: the request was refused')
      assert.equal(result.annotations[0]?.title, 'AADSTS999999: the request was refused')
    })
  }

  it('hides the token in an answer that is no good', async () => {
    await using scenario = await startScenario()
    const answer = {
      error: 'x',
      error_description: 'opaque-access-token',
      access_token: 'opaque-access-token',
    }
    scenario.emulator.faults.next('login', { status: 503, headers: { 'Retry-After': '9999' }, body: answer })
    const inputs = { 'client-secret': scenario.app.addSecret() }
    assertFailure(await scenario.run(inputs, { hidden: ['opaque-access-token'] }), 'answered 503')
  })

  it('shows no piece of a secret where it cuts a long answer', async () => {
    await using scenario = await startScenario({ sharesProcess: true })
    const secret = 'Zk7~8Q~0123456789-abcdefghij-KLMNOPQRST'
    for (const padding of [110, 180, 190, 970, 990, 4000]) {
      const body = ({ form }: RecordedRequest) => ({
        error: 'x',
        error_description: `${'p'.repeat(padding)} ${form?.get('client_secret')} ${'q'.repeat(900)}`,
      })
      scenario.emulator.faults.next('login', { status: 400, body })
      const result = await scenario.run(
        { 'client-secret': secret },
        { hidden: [secret.slice(0, 6), secret.slice(-6)] },
      )
      assertFailure(result, 'p'.repeat(100))
    }
  })

  it("never shows the runner's token or the OIDC token that a server echoes", async (t) => {
    await using scenario = await startScenario({ sharesProcess: true })
    trust(scenario)
    for (const [name, answer] of echoes) {
      await t.test(name, async () => {
        scenario.emulator.faults.next('login', answer)
        assertFailure(await scenario.run({ timeout: '5' }, { debug: true }))
      })
    }
    for (const status of [400, 500]) {
      await t.test(`the headers of the OIDC request, ${status}`, async () => {
        const body = ({ headers }: RecordedRequest) => ({ error: 'x', message: JSON.stringify(headers) })
        scenario.emulator.faults.next('oidc', { status, headers: { 'Retry-After': '9999' }, body })
        const result = await scenario.run({ timeout: '5' }, { debug: true })
        assertFailure(result)
        assert.deepEqual(logLines(result, 'Retry'), [])
      })
    }
  })
})
