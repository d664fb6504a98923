import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { describe, it } from 'node:test'
import { createCertificate } from '../emulator/certificates.ts'
import { listen } from '../emulator/listener.ts'
import { commandsOf, paste, shells } from '../pasted.ts'
import { assertOneSection } from '../rendered.ts'
import { assertFailure, startScenario, theError, trust } from '../scenario.ts'

/** Names that a branch, an environment or a tenant can have, and that something might take for more than a name. */
const names = [
  'feature/$(touch injected)',
  'feature/`touch injected`',
  "feature/';touch injected;'",
  "feature/'||touch injected||'",
  'feature/";touch injected;"',
  'feature/\u2019;touch injected;\u2018',
  'feature/$HOME/%PATH%/!!',
  'feature/\\u0027;touch injected;\\',
  'feature/##[error]injected',
  'feature/a|b|<b>c</b>',
  'feature/```',
  'feature/\u202emain',
  "feature/*' or claims['sub'] matches '*",
  'feature/\ud83d\ude80\u00e9',
]

const description = [
  'AADSTS7000215: no.',
  '::error::injected',
  '##[error]injected',
  '| a | b |',
  '```',
  '<img src=x onerror=alert(1)>',
  '[click](https://evil.example)',
  '    az group delete --name everything',
  '\u001b[31mred',
].join('\n')

describe('what comes from outside', { concurrency: 4 }, () => {
  for (const part of [names.slice(0, 5), names.slice(5, 10), names.slice(10)]) {
    it(`stays a name in the advice: ${part.map((name) => JSON.stringify(name)).join(' ')}`, async (t) => {
      await using scenario = await startScenario({ sharesProcess: true })
      for (const name of part) {
        await t.test(name, async () => {
          const subject = `repo:octo/deploy:ref:refs/heads/${name}`
          const result = await scenario.run({}, { job: { subject } })
          assertFailure(result, 'AADSTS70025')
          assert.equal(result.annotations.length, 1)
          assert.ok(!result.stdout.includes('##['), 'a command in the middle of a line')
          assertOneSection(result.summary)
          const create = commandsOf(theError(result)).find((line) => line.includes('credential create'))
          for (const shell of shells) {
            const { calls, strangers } = await paste(create ?? '', shell)
            assert.deepEqual(strangers, [], `${shell} ran what is in the name`)
            assert.equal(calls.length, 1)
            assert.equal(calls[0]?.arguments.length, 8)
            // zsh's own echo turns \u0022 and \u005c into what JSON needs escaped, so az refuses them there.
            if (shell === 'zsh' && /["\\\u0080-\uffff]/.test(name)) continue
            assert.equal(JSON.parse(calls[0]?.input ?? '').subject, subject)
          }
        })
      }
    })
  }

  it('puts no pattern with marks of its own into a flexible credential', async () => {
    await using scenario = await startScenario({ sharesProcess: true })
    for (const folder of ["a'b", 'a*b', 'a?b', 'a b']) {
      const result = await scenario.run({}, { job: { subject: `repo:o/r:ref:refs/heads/${folder}/x` } })
      assertFailure(result, 'federated-credential create')
      assert.doesNotMatch(result.log, /claimsMatchingExpression/)
    }
  })

  it("is nothing but text in Entra's words", async () => {
    await using scenario = await startScenario()
    const body = { error: 'invalid_client', error_description: description, error_codes: [7000215] }
    scenario.emulator.faults.next('login', { status: 401, body })
    const result = await scenario.run({ 'client-secret': 'Abc8Q~x' })
    assertFailure(result, 'AADSTS7000215: no.\\u000a::error::injected\\u000a')
    assert.equal(result.annotations.length, 1)
    assert.doesNotMatch(result.log, /^(::error::|##\[error\])injected/m)
    assert.ok(!commandsOf(theError(result)).some((command) => command.includes('group delete')))
    assertOneSection(result.summary)
    assert.ok(!result.log.includes('\u001b'))
  })

  it('is nothing but text in every other field', async () => {
    await using scenario = await startScenario()
    const field = `x\n::error::injected\n\`\`\`\n# injected`
    const body = { error: field, trace_id: field, correlation_id: field, timestamp: field, suberror: field }
    scenario.emulator.faults.next('login', { status: 401, body })
    const result = await scenario.run({ 'client-secret': 'Abc8Q~x' })
    assertFailure(result, 'the request was refused', /^Trace ID: \(\d+ characters\)$/m)
    assertOneSection(result.summary)
    assert.equal(result.annotations[0]?.title, 'Entra: the request was refused')
  })

  it('is nothing but text in claims of another issuer', async () => {
    await using scenario = await startScenario({ sharesProcess: true })
    const hostile = 'x\n::error::injected\n##[error]y\n```\n| <b>'
    const claims = { iss: `https://${hostile}`, sub: hostile, aud: hostile, enterprise: hostile }
    const token = await scenario.emulator.github.mint(claims)
    for (const entraError of [700213, 700211, 700212, 70021, 7002381, 700223, 501661, 700023] as const) {
      scenario.emulator.faults.next('login', { entraError, description: 'x' })
      const result = await scenario.run({ 'federated-token': token })
      assertFailure(result, `AADSTS${entraError}`)
      assert.equal(result.annotations.length, 1)
      assert.doesNotMatch(result.log, /^(::error::|##\[error\](y|injected))/m)
      assertOneSection(result.summary)
    }
  })

  it("is not taken for the repository's name", async () => {
    await using scenario = await startScenario()
    const env = { GITHUB_REPOSITORY: 'octo/x; touch injected' }
    scenario.emulator.faults.next('login', { entraError: 7000215 })
    const result = await scenario.run({ 'client-secret': 'Abc8Q~x' }, { env })
    assertFailure(result, /\| gh secret set CLIENT_SECRET$/m)
  })

  it('names another server of GitHub in the command', async () => {
    await using scenario = await startScenario()
    const env = { GITHUB_SERVER_URL: 'https://octo.ghe.com' }
    scenario.emulator.faults.next('login', { entraError: 7000215 })
    const { log } = await scenario.run({ 'client-secret': 'Abc8Q~x' }, { env })
    assert.match(log, /\| gh secret set CLIENT_SECRET --repo octo\.ghe\.com\/octo\/deploy$/m)
    assert.match(log, /^More: https:\/\/octo\.ghe\.com\/OWNER\/power-platform-token\/blob\/v1\/docs\//m)
  })

  it('does not push the advice out of the annotation by what must be escaped', async () => {
    await using scenario = await startScenario({ sharesProcess: true })
    for (const count of [20, 60, 110, 250]) {
      const sub = `repo:octo/deploy:environment:${'##[x '.repeat(count)}`
      const iss = 'https://token.actions.githubusercontent.com'
      const token = await scenario.emulator.github.mint({ iss, sub, aud: 'api://AzureADTokenExchange' })
      scenario.emulator.faults.next('login', { entraError: 700213 })
      const result = await scenario.run({ 'federated-token': token })
      const raw = /^::error title=.*?::(.*)$/m.exec(result.stdout)?.[1] ?? ''
      const sent = raw.replaceAll('%0A', '\n').replaceAll('%25', '%')
      assert.ok(sent.length > 100 && sent.length <= 4096, `${count}: ${sent.length} characters`)
      assert.match(result.log, /^More: /m)
      // Entra takes 600 characters for a part of a credential.
      if (count <= 100) assert.match(result.log, /--parameters '@-'$/m)
    }
  })

  it('does not push the advice out of the annotation, however long it is', async () => {
    await using scenario = await startScenario()
    const long = 'm'.repeat(3000)
    const body = { error: long, error_description: `AADSTS7000215: ${long}`, error_codes: [7000215] }
    scenario.emulator.faults.next('login', {
      status: 401,
      body: { ...body, trace_id: long, timestamp: long },
    })
    const result = await scenario.run({ 'client-secret': 'Abc8Q~x' })
    assertFailure(result, 'AADSTS7000215', 'az ad app credential reset', '#aadsts7000215')
    assert.ok((result.annotations[0]?.message.length ?? 0) <= 4096)
    assert.match(result.log, /^Answer: AADSTS7000215: m{900}/m, 'the log has what the annotation lacks')
  })

  it("is nothing but text in Power Platform API's words, and a managed identity's, however long", async () => {
    await using scenario = await startScenario({ sharesProcess: true })
    trust(scenario)
    const long = 'm'.repeat(1500)
    const words = [
      '::error title=pwn::injected',
      '  ::stop-commands::xyz',
      '##[error]injected',
      '```\n# x',
      '&@',
    ]
    const [code, message, error, error_description] = words
    for (const body of [
      { code, message, error_description, innererror: { code: `${code} ${long}`, message: long } },
      { error: { code: error, message: '::add-mask::powerplatform', innererror: { message: words.at(-1) } } },
      { code: `\`\`\`\n${long}`, message: `::add-mask::api ${long}`, error: long, error_description },
    ]) {
      scenario.emulator.faults.next('api', { status: 403, body })
      const result = await scenario.run({ verify: 'true' })
      assert.match(theError(result), /^Power Platform API \(403\): /)
      assert.deepEqual(
        result.annotations.map(({ type }) => type),
        ['error'],
      )
      assert.ok(!result.masks.some((mask) => /powerplatform|^api/.test(mask)))
      assert.doesNotMatch(
        result.stdout.replace(/^::(add-mask|error) .*$/gm, ''),
        /^\s*::(?!add-mask::|error )|##\[/m,
      )
      assertOneSection(result.summary)
      const server = createServer((_request, response) => {
        response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      })
      await using listener = await listen(server as never)
      const env = { AZURE_POD_IDENTITY_AUTHORITY_HOST: `http://127.0.0.1:${listener.port}` }
      const refused = await scenario.run({ credential: 'managed-identity', 'client-id': '' }, { env })
      assertFailure(refused, /^Managed identity: /)
      assert.deepEqual(
        refused.annotations.map(({ type }) => type),
        ['error'],
      )
      assertOneSection(refused.summary)
    }
  })

  it('never cuts a command in two', async () => {
    await using scenario = await startScenario({ sharesProcess: true })
    for (const length of [300, 400, 500, 560]) {
      const subject = `repo:octo/deploy:ref:refs/heads/${'"'.repeat(length)}`
      scenario.emulator.faults.next('login', { entraError: 700213 })
      const result = await scenario.run({}, { job: { subject } })
      const [{ message = '' } = {}] = result.annotations
      assert.ok(message.length <= 4096, `${message.length}`)
      assert.match(message, /^More: https/m)
      for (const command of commandsOf(message)) assert.ok(result.summary.split('\n').includes(command))
      assert.match(result.log, /federated-credential create/)
    }
  })

  it('is no option of a program', async () => {
    await using scenario = await startScenario()
    scenario.emulator.faults.next('login', { entraError: 50034 })
    const result = await scenario.run({ username: '-x@contoso.com', password: 'Passw0rd!' })
    assertFailure(result, 'az ad user show --id USER ')
  })

  it('leaves a credential out that Entra could not hold', async () => {
    await using scenario = await startScenario()
    scenario.emulator.faults.next('login', { entraError: 700213 })
    const result = await scenario.run({}, { job: { subject: `repo:octo/deploy:${'x'.repeat(700)}` } })
    assertFailure(result, 'AADSTS700213', 'federated-credential list')
    assert.doesNotMatch(result.log, /federated-credential create/)
  })
})

describe("the runner's masks", { concurrency: 4 }, () => {
  it('leave the advice whole, whatever credential was masked before', async (t) => {
    await using scenario = await startScenario({ sharesProcess: true })
    trust(scenario)
    const { certificatePem, privateKeyPem } = await createCertificate()
    const pem = `${privateKeyPem}${certificatePem}`
    const credentials: Record<string, Record<string, string>> = {
      federated: {},
      'client-secret': { 'client-secret': 'Abc8Q~a secret of some length' },
      'a secret of several lines': {
        username: 'ana@contoso.com',
        password: '{\n  Abc8Q~some secret,\n}\n',
      },
      PEM: { certificate: pem },
      'PEM on one line': { certificate: pem.replaceAll('\n', '\\n') },
      'base64 of a PEM': { certificate: Buffer.from(pem).toString('base64') },
      password: { username: 'ana@contoso.com', password: 'Passw0rd!' },
    }
    for (const [name, inputs] of Object.entries(credentials)) {
      await t.test(name, async () => {
        // Both print commands with braces, which are lines of their own in a secret that is JSON.
        scenario.emulator.faults.next('login', { entraError: name === 'federated' ? 700213 : 700016 })
        const secrets = Object.values(inputs).filter((value) => value.length > 20 && !value.includes('{'))
        const result = await scenario.run(inputs, { secrets })
        const error = theError(result)
        assert.ok(commandsOf(error).some((command) => command.includes('{')))
        for (const command of commandsOf(error)) assert.equal(result.mask(command), command)
        assert.doesNotMatch(error, /\*\*\*/)
      })
    }
  })

  it('show IDs that are kept as secrets as ***, which the documentation explains', async () => {
    await using scenario = await startScenario()
    const { app, tenant } = scenario
    const result = await scenario.run({}, { secrets: [app.clientId, tenant.id] })
    assertFailure(result, 'az ad app federated-credential create --id *** ')
  })
})
