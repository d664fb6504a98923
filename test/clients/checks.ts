import assert from 'node:assert/strict'
import { it } from 'node:test'
import { decodeJwt } from 'jose'
import { type Scenario, startScenario } from '../scenario.ts'
import type { Ask, Outcome } from './ask.ts'
import { type Endpoint, startEndpoint } from './endpoint.ts'

const powerPlatform = 'https://api.powerplatform.com'
const dataverse = 'https://contoso.crm4.dynamics.com'
/** Listed, but the tenant doesn't have it. */
const elsewhere = 'https://fabrikam.crm4.dynamics.com'
const listed = [powerPlatform, dataverse, elsewhere, 'https://management.azure.com']
const unlisted = 'https://graph.microsoft.com'

/** What each client must do with the endpoint. */
export function checkClient(ask: Ask): void {
  it('gets tokens of two resources, and the same ones while they last', async () => {
    await using place = await start()
    const outcomes = await ask(place.endpoint, [powerPlatform, dataverse, powerPlatform])
    const tokens = outcomes.map(tokenOf)
    assert.deepEqual(
      tokens.map((token) => decodeJwt(token).aud),
      [powerPlatform, dataverse, powerPlatform],
    )
    assert.equal(tokens[2], tokens[0])
    for (const { token = '', expiresOn = 0 } of outcomes) {
      const left = expiresOn - (decodeJwt(token).exp ?? 0)
      assert.ok(Math.abs(left) <= 5, `it takes the end of the token to be ${left} s later than it is`)
    }
    const scopes = place.scenario.emulator.requests.map(({ form }) => form?.get('scope'))
    assert.deepEqual(scopes, [...new Set(scopes)], 'one request to Entra for a resource')
  })

  it('gets a new token once the first has ended', async () => {
    // Clients take a token to have ended five minutes before it does, or earlier.
    await using place = await start({ expiresIn: 60 })
    const outcomes = await ask(place.endpoint, [powerPlatform, powerPlatform])
    const [first, second] = outcomes.map(tokenOf)
    assert.notEqual(second, first)
  })

  it('shows why it gets none', async () => {
    await using place = await start()
    for (const [index, { token, error = '' }] of (
      await ask(place.endpoint, [unlisted, elsewhere])
    ).entries()) {
      assert.equal(token, undefined)
      const { status, message } = await refusalOf(place.endpoint, [unlisted, elsewhere][index] ?? '')
      assert.equal(status, 400)
      assert.ok(message)
      assert.ok(comparable(error).includes(comparable(message)), `${message}\n\nis not in\n\n${error}`)
    }
  })
}

interface Place extends AsyncDisposable {
  scenario: Scenario
  endpoint: Endpoint
}

/** A tenant with these resources, and an endpoint for its app. */
async function start({ expiresIn = 3599 } = {}): Promise<Place> {
  await using stack = new AsyncDisposableStack()
  const scenario = stack.use(await startScenario())
  scenario.emulator.entra.expiresIn = expiresIn
  scenario.tenant.addResource({
    appId: '00000007-0000-0000-c000-000000000000',
    displayName: 'Dataverse',
    identifierUris: [dataverse],
    permissions: { user_impersonation: crypto.randomUUID() },
  })
  const endpoint = stack.use(await startEndpoint(scenario, listed))
  const running = stack.move()
  return { scenario, endpoint, [Symbol.asyncDispose]: () => running.disposeAsync() }
}

function tokenOf({ token, error }: Outcome): string {
  assert.ok(token, error)
  return token
}

async function refusalOf({ variables }: Endpoint, resource: string) {
  const address = `${variables.IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=${encodeURIComponent(resource)}`
  const answer = await fetch(address, { headers: { 'X-IDENTITY-HEADER': variables.IDENTITY_HEADER } })
  return { status: answer.status, message: JSON.parse(await answer.text()).message as string }
}

/** Without what differs from one refusal to the next, and how a client writes quotes and lines. */
function comparable(text: string): string {
  return text
    .replace(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|\d{4}-\d\d-\d\d[ T][\d:.]+Z?/g, '')
    .replace(/\\n/g, ' ')
    .replace(/\\(?=")/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
