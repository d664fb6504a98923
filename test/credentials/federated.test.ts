import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { commandsOf, paste, pastes } from '../pasted.ts'
import { assertFailure, assertToken, startScenario, trust } from '../scenario.ts'

describe('federated', { concurrency: 4 }, () => {
  it("turns the job's OIDC token into a token with one request each", async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const result = await scenario.run()
    assertToken(result)
    assert.deepEqual(result.requests, ['oidc GET 200', 'login POST 200'])
    assert.equal(result.outputs.credential, 'federated')
    assert.match(result.log, /Credential: federated, because no other credential's input came/)
    assert.match(
      result.log,
      /OIDC token: issuer https:\/\/token\.actions\.githubusercontent\.com, subject repo:octo\/deploy:ref:refs\/heads\/main, audience api:\/\/AzureADTokenExchange/,
    )
  })

  it('needs one request each on an authority host that MSAL does not know', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const result = await scenario.run({}, { way: 'authority-host' })
    assertToken(result)
    assert.deepEqual(result.requests, ['oidc GET 200', 'login POST 200'])
  })

  it('names the lines to add when the job may not ask for a token', async () => {
    await using scenario = await startScenario()
    const result = await scenario.run({}, { job: { permissions: { idToken: false } } })
    assertFailure(result, 'permissions:', 'id-token: write', 'contents: read')
    assert.deepEqual(result.requests, [])
  })

  for (const [name, job, subject] of [
    ['an environment', { environment: 'production' }, 'repo:octo/deploy:environment:production'],
    ['a pull request', { event: 'pull_request' }, 'repo:octo/deploy:pull_request'],
    ['a tag', { ref: 'refs/tags/v1' }, 'repo:octo/deploy:ref:refs/tags/v1'],
    ['IDs in the subject', { immutable: true }, 'repo:octo@65/deploy@740231001:ref:refs/heads/main'],
    ['an environment with a colon', { environment: 'a:b' }, 'repo:octo/deploy:environment:a%3Ab'],
  ] as const) {
    it(`works for ${name}, and logs the subject that was presented`, async () => {
      await using scenario = await startScenario()
      assert.equal(trust(scenario, job), subject)
      const result = await scenario.run({}, { job })
      assertToken(result)
      assert.ok(result.log.includes(`subject ${subject}, audience`), result.log)
    })
  }

  it('asks for the audience that the user names', async () => {
    await using scenario = await startScenario()
    trust(scenario, {}, 'api://contoso & co')
    const result = await scenario.run({ audience: 'api://contoso%20&' })
    assertFailure(result, 'AADSTS700212', '{"audiences":["api://contoso%20&"]}')
    trust(scenario, {}, 'api://contoso%20&')
    assertToken(await scenario.run({ audience: 'api://contoso%20&' }))
  })

  it('takes the token of another issuer, as an input', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const token = await scenario.emulator.github.mint()
    const result = await scenario.run(
      { 'federated-token': ` ${token}\n` },
      { job: { permissions: { idToken: false } } },
    )
    assertToken(result)
    assert.deepEqual(result.requests, ['login POST 200'])
    assert.equal(result.recorded[0]?.form?.get('client_assertion'), token)
    assert.match(result.log, /Credential: federated, because federated-token is given/)
    assert.match(result.log, /##\[warning\]federated-token: has white space around it/)
  })

  it('takes it from a file, read at the moment of use', async (t) => {
    await using scenario = await startScenario()
    trust(scenario)
    const token = await scenario.emulator.github.mint()
    const file = await temporaryFile(t, `${token}\n`)
    const result = await scenario.run({ 'federated-token-file': file }, { hidden: [token] })
    assertToken(result)
    assert.equal(result.recorded[0]?.form?.get('client_assertion'), token)
  })

  for (const [name, path, content, ...words] of [
    ['is missing', (file: string) => `${file}-missing`, '', "names a file that doesn't exist"],
    ['is a folder', dirname, '', 'names a folder'],
    ['is empty', String, '', 'names an empty file'],
    [
      'holds something else',
      String,
      'hunter2 hunter2 hunter2',
      'names a file of 23 characters, which is not a JWT',
    ],
  ] as const) {
    it(`names the file when it ${name}`, async (t) => {
      await using scenario = await startScenario()
      const file = await temporaryFile(t, content)
      const result = await scenario.run({ 'federated-token-file': path(file) }, { hidden: ['hunter2'] })
      assertFailure(result, 'federated-token-file', 'AZURE_FEDERATED_TOKEN_FILE', ...words)
      assert.deepEqual(result.requests, [])
    })
  }

  for (const [name, credential, code] of [
    ['another subject', { subject: 'repo:octo/deploy:ref:refs/heads/dev' }, 'AADSTS700213'],
    ['another case', { subject: 'repo:Octo/Deploy:ref:refs/heads/main' }, 'AADSTS7002138'],
    ['another issuer', { issuer: 'https://token.actions.githubusercontent.com/' }, 'AADSTS700211'],
    ['another audience', { audience: 'api://AzureADTokenExchangeUSGov' }, 'AADSTS700212'],
    ['nothing', undefined, 'AADSTS70025'],
  ] as const) {
    it(`prints the command that makes it work when the app trusts ${name}`, pastes, async () => {
      await using scenario = await startScenario()
      const { app, emulator } = scenario
      const { issuer, subject } = emulator.github.job({ repository: 'octo/deploy' })
      const right = { issuer, subject, audience: 'api://AzureADTokenExchange' }
      if (credential) app.addFederatedCredential({ ...right, ...credential })
      const result = await scenario.run()
      assertFailure(result, code, `--id ${app.clientId}`)
      const fix = commandsOf(result.annotations[0]?.message ?? '').find((line) => line.startsWith('echo'))
      const { calls } = await paste(fix ?? '', 'bash')
      const { audiences, ...rest } = JSON.parse(calls[0]?.input ?? '')
      // An update says what changes, and the rest stays as it was.
      app.addFederatedCredential({ ...right, ...rest, audience: audiences[0] })
      assertToken(await scenario.run())
    })
  }

  it("sends the runner's token to an https address only", async () => {
    await using scenario = await startScenario()
    for (const url of ['http://localhost:1/token?a=b', 'nonsense']) {
      const result = await scenario.run({}, { env: { ACTIONS_ID_TOKEN_REQUEST_URL: url } })
      assertFailure(result, 'ACTIONS_ID_TOKEN_REQUEST_URL holds no https address')
    }
  })

  it('does not try again what no request can hold', async () => {
    await using scenario = await startScenario()
    const result = await scenario.run({}, { env: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'first\nsecond' } })
    assertFailure(result, 'could not be made', 'nothing was sent')
    assert.doesNotMatch(result.log, /Retry/)
  })

  it('says what GitHub answered when it gave no token', async () => {
    await using scenario = await startScenario()
    scenario.emulator.faults.always('oidc', { status: 403, body: { message: 'hunter2' } })
    const result = await scenario.run({}, { hidden: ['hunter2'] })
    assertFailure(result, 'GitHub gave this job no OIDC token', 'HTTP 403', 'id-token: write')
    assert.deepEqual(result.requests, ['oidc GET 403'])
  })

  it('prints claims of a strange token as nothing but text', async () => {
    await using scenario = await startScenario()
    const sub = 'x\n::error::injected\n##[error]y \u202e\u001b[31m'
    const token = await scenario.emulator.github.mint({ sub })
    const result = await scenario.run({ 'federated-token': token })
    assertFailure(result, 'AADSTS70025')
    assert.ok(!result.log.includes('\u001b') && !result.log.includes('\u202e'))
  })
})

/** A file of its own folder, removed after the test. */
async function temporaryFile(t: TestContext, content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'federated-'))
  t.after(() => rm(folder, { recursive: true }))
  const file = join(folder, 'token')
  await writeFile(file, content)
  return file
}
