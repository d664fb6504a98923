import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { decodeJwt } from 'jose'
import { trust } from '../scenario.ts'
import { type CommandLineScenario, startCommandLine } from './command-line.ts'
import { asking, startServing } from './serve-process.ts'

const API = 'https://api.powerplatform.com'
const ARM = 'https://management.azure.com'
const PASSWORD = 'right horse, wrong battery'

let scenario: CommandLineScenario
before(async () => {
  scenario = await startCommandLine()
  // Too short to be used twice, so that each question is a renewal.
  scenario.emulator.entra.expiresIn = 60
})
after(() => scenario[Symbol.asyncDispose]())

let seen = 0
beforeEach(() => {
  seen = scenario.emulator.requests.length
})
const recorded = () => scenario.emulator.requests.slice(seen)
/** The requests of this test to Entra's token endpoint, by what they present. */
const grants = () =>
  recorded()
    .filter(({ path }) => path.endsWith('/token'))
    .map(({ form, status }) => `${form?.get('grant_type')?.split(':').at(-1)} ${status}`)

/** Asks for tokens of these resources, one after the other. @returns the statuses */
async function ask(serving: Awaited<ReturnType<typeof startServing>>, ...resources: string[]) {
  const tokens = new Set<string>()
  for (const resource of resources) {
    const { status, body } = await serving.ask(asking(resource))
    assert.equal(status, 200, body.message)
    tokens.add(body.access_token ?? '')
  }
  assert.equal(tokens.size, resources.length, 'each is a new one')
}

describe('later tokens', () => {
  it('of a user come by the refresh token, and the password goes once', async () => {
    const { tenant, app } = scenario
    app.publicClient = true
    tenant.consent(app)
    const { username } = tenant.addUser({ username: 'ana@contoso.onmicrosoft.com', password: PASSWORD })
    await using serving = await startServing(scenario, ['--resources', `${API} ${ARM}`], {
      AZURE_USERNAME: username,
      AZURE_PASSWORD: PASSWORD,
    })
    await ask(serving, API, ARM, API, ARM)
    assert.deepEqual(grants(), ['password 200', ...Array(4).fill('refresh_token 200')])
    assert.equal(recorded().filter(({ form }) => form?.has('password')).length, 1)
    const shown = recorded().flatMap(({ form }) => form?.get('refresh_token') ?? [])
    await serving.end('SIGTERM')
    for (const token of [...shown, PASSWORD]) assert.ok(!serving.said.stderr.includes(token))
  })

  it('of a user whose sessions were ended are refused, and the password is not tried again', async () => {
    const { tenant } = scenario
    const user = tenant.addUser({ username: 'ben@contoso.onmicrosoft.com', password: PASSWORD })
    await using serving = await startServing(scenario, ['--resources', `${API} ${ARM}`], {
      AZURE_USERNAME: user.username,
      AZURE_PASSWORD: PASSWORD,
    })
    tenant.refreshTokens.revoke(user)
    const { status, body } = await serving.ask(asking(ARM))
    assert.equal(status, 400)
    assert.match(body.message ?? '', /^https:\/\/management\.azure\.com: AADSTS50173: /)
    assert.deepEqual(grants(), ['password 200', 'refresh_token 400'])
  })

  it('of a user to whom Entra gives no refresh token are refused, and the password is not sent again', async () => {
    const { emulator, tenant } = scenario
    const user = tenant.addUser({ username: 'eve@contoso.onmicrosoft.com', password: PASSWORD })
    const answer = { token_type: 'Bearer', expires_in: 60, access_token: 'a-token-that-nobody-can-read' }
    emulator.faults.next('login', [{ status: 200, body: answer }])
    await using serving = await startServing(scenario, ['--resources', `${API} ${ARM}`], {
      AZURE_USERNAME: user.username,
      AZURE_PASSWORD: PASSWORD,
    })
    const { status, body } = await serving.ask(asking(ARM))
    assert.equal(status, 400)
    assert.match(
      body.message ?? '',
      /^https:\/\/management\.azure\.com: Entra gave no refresh token, so there is no token after the first\. /,
    )
    assert.equal(recorded().length, 1)
  })

  it('of a person come by the refresh token, and nobody types a code again', async () => {
    const { tenant, app } = scenario
    const user = tenant.addUser({ username: 'ada@contoso.onmicrosoft.com', password: PASSWORD, mfa: true })
    tenant.deviceCodes.interval = 0.05
    const starting = startServing(
      scenario,
      ['--credential', 'device-code', '--resources', `${API} ${ARM}`],
      {},
      (said) => {
        const code = / code (\S+) within /.exec(said)?.[1]
        if (code) tenant.deviceCodes.approve(code, user)
        return code !== undefined
      },
    )
    await using serving = await starting
    await ask(serving, API, ARM, ARM)
    assert.deepEqual(grants().slice(-4), ['device_code 200', ...Array(3).fill('refresh_token 200')])
    assert.equal(recorded().filter(({ path }) => path.endsWith('/devicecode')).length, 1)
    assert.ok(app.publicClient)
  })

  it('of a job come by a new OIDC token each', async () => {
    trust(scenario)
    const { env } = scenario.emulator.github.job({ repository: 'octo/deploy', realHosts: true })
    await using serving = await startServing(scenario, ['--resources', `${API} ${ARM}`], env)
    await ask(serving, API, ARM, API)
    const services = recorded().map(({ service, status }) => `${service} ${status}`)
    assert.deepEqual(services, Array(4).fill(['oidc 200', 'login 200']).flat())
    const assertions = recorded().flatMap(({ form }) => form?.get('client_assertion') ?? [])
    assert.equal(new Set(assertions).size, 4)
    await serving.end('SIGTERM')
    for (const assertion of assertions) assert.ok(!serving.said.stderr.includes(assertion))
  })

  it('of a job come again once its OIDC issuer is back, and the first is good meanwhile', async () => {
    trust(scenario)
    const { env } = scenario.emulator.github.job({ repository: 'octo/deploy', realHosts: true })
    await using serving = await startServing(
      scenario,
      ['--resources', `${API} ${ARM}`, '--timeout', '1'],
      env,
    )
    scenario.emulator.faults.always('oidc', { status: 503 })
    const { status, headers } = await serving.ask(asking(ARM))
    assert.equal(status, 503)
    assert.ok(Number(headers.get('retry-after')) >= 1)
    assert.deepEqual(grants(), ['client_credentials 200'], 'nothing reached Entra')
    const first = await serving.ask()
    assert.equal(first.status, 200, first.body.message)
    scenario.emulator.faults.clear()
    await ask(serving, API)
  })

  it('do not come by a token of another issuer that has ended, which is said at the start', async () => {
    const token = await scenario.emulator.github.mint({ sub: trust(scenario) })
    const { exp = 0 } = decodeJwt(token)
    await using serving = await startServing(
      scenario,
      ['--federated-token-env', 'JOB_JWT', '--resources', `${API} ${ARM}`],
      { JOB_JWT: token },
    )
    const time = new Date(exp * 1000).toISOString().slice(0, 19).replace('T', ' ')
    await serving.line(
      new RegExp(
        `^Warning: JOB_JWT expires at ${time} UTC[^\\n]* and is never renewed, so there are no new access tokens after that\\. For a longer job, use --federated-token-command, --federated-token-file, or a certificate\\.$`,
        'm',
      ),
    )
    scenario.emulator.faults.next('login', { entraError: 700024 })
    const { status, body } = await serving.ask(asking(ARM))
    assert.equal(status, 400, body.message)
    assert.match(body.message ?? '', /^https:\/\/management\.azure\.com: AADSTS700024: /)
    assert.match(body.message ?? '', /use a credential that lasts: --federated-token-command, /)
    assert.doesNotMatch(body.message ?? '', /leave it out|run it again/)
    assert.deepEqual(grants(), ['client_credentials 200', 'client_credentials 401'])
  })
})
