import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertFailure, assertToken, startScenario } from '../scenario.ts'

/** Every printable ASCII character, and some that others' encoders have stumbled over. */
const ascii = String.fromCharCode(...Array.from({ length: 0x7f - 0x21 }, (_, index) => 0x21 + index))

const secrets: Record<string, string> = {
  'a leading hyphen': '-abc~8Q~x',
  'two leading hyphens': '--password',
  quotes: `it's "quoted" \`ticks\``,
  'a percent sign': '100%25%zz%',
  'a plus sign and spaces': 'a+b c d',
  'ampersands and equals signs': 'a&b=c&client_id=x',
  'a dollar sign and braces': `\${{ secrets.X }} $(id) \${HOME}`,
  backslashes: 'a\\b\\n\\\\c',
  'every ASCII character': ascii,
  'non-ASCII characters': 'Größe密码😀é\u0301',
  'workflow command syntax': '::error::x ##[error]y %0A',
  'one character': 'Q',
  '4096 characters': 'aB3~'.repeat(1024),
}

describe('client-secret', { concurrency: 4 }, () => {
  it('arrives unchanged', async (t) => {
    await using scenario = await startScenario({ sharesProcess: true })
    for (const [name, secret] of Object.entries(secrets)) {
      await t.test(name, async () => {
        scenario.app.addSecret({ value: secret })
        const result = await scenario.run({ 'client-secret': secret })
        assertToken(result)
        assert.deepEqual(result.requests, ['login POST 200'])
        assert.equal(result.recorded[0]?.form?.get('client_secret'), secret)
        assert.equal(result.outputs.credential, 'client-secret')
      })
    }
  })

  it('needs one request on an authority host that MSAL does not know', async () => {
    await using scenario = await startScenario()
    const result = await scenario.run(
      { 'client-secret': scenario.app.addSecret() },
      { way: 'authority-host' },
    )
    assertToken(result)
    assert.deepEqual(result.requests, ['login POST 200'])
    assert.match(result.log, /Credential: client-secret, because client-secret is given/)
  })

  for (const [name, around] of Object.entries({
    'a trailing newline': ['', '\n'],
    'white space on both sides': [' \t', ' \r\n'],
    'a non-breaking space': ['', '\u00a0'],
  })) {
    it(`is cut, with a warning, when it has ${name}`, async () => {
      await using scenario = await startScenario()
      const secret = scenario.app.addSecret()
      const result = await scenario.run({ 'client-secret': around.join(secret) })
      assertToken(result)
      assert.match(
        result.log,
        /##\[warning\]client-secret: has white space around it \(\d characters?\), which is cut off/,
      )
    })
  }

  it('warns when it looks like the ID of a secret', async () => {
    await using scenario = await startScenario()
    const result = await scenario.run({ 'client-secret': crypto.randomUUID() })
    assertFailure(result, 'AADSTS7000215', 'not the client secret ID')
    assert.match(result.log, /##\[warning\]client-secret: looks like a secret's ID/)
    assertFailure(
      result,
      /^Why: What came in client-secret is a GUID, so it is probably the ID of a secret and not its value\. /m,
    )
  })

  it('that is refused is not called an ID unless it looks like one', async () => {
    await using scenario = await startScenario()
    const result = await scenario.run({ 'client-secret': `${crypto.randomUUID()}~` })
    assertFailure(result, /^Why: What came in client-secret is not a secret of this app/m)
  })

  for (const [name, secret, words] of [
    ['double quotes', '"Abc8Q~hunter22"', 'came in quotes'],
    ['single quotes', " 'Abc8Q~hunter22'\n", 'came in quotes'],
    ['typographic quotes', '\u201cAbc8Q~hunter22\u201d', 'came in quotes'],
    ['backticks', '`Abc8Q~hunter22`', 'came in quotes'],
    ['a line end inside', 'Abc8Q~hunter22\nAbc8Q~hunter22', 'came with a line end inside'],
    ['lines of Windows', 'Abc8Q~hunter22\r\n\r\nhunter22', 'came with a line end inside'],
  ] as const) {
    it(`is complained about before anything is sent when it has ${name}`, async () => {
      await using scenario = await startScenario()
      const user = { username: 'ana@contoso.com', password: 'Passw0rd!' }
      for (const more of [{}, user] as Record<string, string>[]) {
        const result = await scenario.run({ 'client-secret': secret, ...more }, { hidden: ['hunter22'] })
        assertFailure(result, `client-secret: ${words}`)
        assert.deepEqual(result.requests, [])
      }
    })
  }

  it('that is wrong is tried once, and the answer explained', async () => {
    await using scenario = await startScenario()
    const result = await scenario.run({ 'client-secret': 'wrong~8Q~secret' })
    assertFailure(
      result,
      'AADSTS7000215: the client secret is wrong',
      /Trace ID: [0-9a-f-]{36}/,
      /Correlation ID: [0-9a-f-]{36}/,
      /Timestamp: \d{4}-\d\d-\d\d/,
      `az ad app credential reset --id ${scenario.app.clientId} --append`,
    )
    assert.deepEqual(result.requests, ['login POST 401'])
    assert.equal(result.annotations[0]?.title, 'AADSTS7000215: the client secret is wrong')
  })

  it('that has expired says so', async () => {
    await using scenario = await startScenario()
    const expired = scenario.app.addSecret({ expires: new Date('2026-01-31') })
    assertFailure(
      await scenario.run({ 'client-secret': expired }),
      'AADSTS7000222: the client secret has expired',
    )
  })

  it('that came as the JSON of azure/login says what to take out of it', async () => {
    await using scenario = await startScenario()
    const creds = { clientSecret: 'Abc8Q~only-the-value', clientId: 'x', tenantId: 'y' }
    for (const json of [JSON.stringify(creds), JSON.stringify(creds, null, 2)]) {
      const result = await scenario.run({ 'client-secret': json }, { hidden: [creds.clientSecret] })
      assertFailure(result, 'client-secret: came as JSON', 'Take the value of clientSecret in it')
      assert.deepEqual(result.requests, [])
    }
  })
})
