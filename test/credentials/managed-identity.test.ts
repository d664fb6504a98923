import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import { assertFailure, assertToken, type Scenario, startScenario } from '../scenario.ts'
import { giveToken, json, startEndpoint, token } from './identity-endpoint.ts'

const system = { credential: 'managed-identity', 'tenant-id': '', 'client-id': '' }

/** A virtual machine, whose endpoint MSAL takes from this variable where it isn't 169.254.169.254. */
const virtualMachine = (scenario: Scenario, { origin }: { origin: string }, inputs = {}, env = {}) =>
  scenario.run(
    { ...system, ...inputs },
    {
      env: {
        AZURE_POD_IDENTITY_AUTHORITY_HOST: origin,
        HTTP_PROXY: scenario.emulator.proxy.url,
        NODE_USE_ENV_PROXY: '1',
        ...env,
      },
    },
  )

describe('managed-identity', { concurrency: 4 }, () => {
  it("gets the token of a virtual machine's system-assigned identity, past any proxy", async () => {
    await using scenario = await startScenario()
    await using endpoint = await startEndpoint(giveToken)
    const result = await virtualMachine(scenario, endpoint)
    assertToken(result)
    assert.equal(result.outputs['access-token'], token)
    assert.equal(result.outputs['tenant-id'], 'mi-tid')
    assert.equal(result.outputs['principal-id'], 'mi-oid')
    assert.equal(endpoint.requests.length, 1)
    assert.equal(endpoint.requests[0]?.url.searchParams.get('resource'), 'https://api.powerplatform.com')
    assert.equal(endpoint.requests[0]?.headers.metadata, 'true')
    assert.deepEqual(scenario.emulator.proxy.connections, [])
    assert.deepEqual(result.requests, [])
    assert.match(result.log, /Identity: system-assigned, cloud public/)
  })

  it('names a user-assigned identity by client-id', async () => {
    await using scenario = await startScenario()
    await using endpoint = await startEndpoint(giveToken)
    const { clientId } = scenario.app
    assertToken(await virtualMachine(scenario, endpoint, { 'client-id': clientId }))
    assert.equal(endpoint.requests[0]?.url.searchParams.get('client_id'), clientId)
  })

  it('asks App Service with its header', async () => {
    await using scenario = await startScenario()
    await using endpoint = await startEndpoint(giveToken)
    const env = { IDENTITY_ENDPOINT: `${endpoint.origin}/MSI/token/`, IDENTITY_HEADER: 'header-value' }
    assertToken(await scenario.run(system, { env }))
    assert.equal(endpoint.requests[0]?.headers['x-identity-header'], 'header-value')
    assert.equal(endpoint.requests.length, 1)
  })

  it("takes Azure Arc's challenge, and no key from outside Arc's own folder", async () => {
    await using scenario = await startScenario()
    await using endpoint = await startEndpoint((_request, response) => {
      response.writeHead(401, { 'www-authenticate': 'Basic realm=/tmp/stranger.key' }).end()
    })
    const env = { IDENTITY_ENDPOINT: `${endpoint.origin}/token`, IMDS_ENDPOINT: endpoint.origin }
    const result = await scenario.run(system, { env })
    assertFailure(
      result,
      "Managed identity: the job's account may not read this machine's key",
      'HTTP 401',
      'himds',
    )
    assert.equal(endpoint.requests.length, 1)
    assert.equal(endpoint.requests[0]?.url.searchParams.get('api-version'), '2020-06-01')
  })

  it('says within five seconds that this is no Azure machine, when nothing listens', async () => {
    await using scenario = await startScenario()
    const endpoint = await startEndpoint(() => {})
    await endpoint[Symbol.asyncDispose]()
    const result = await virtualMachine(scenario, endpoint)
    assertFailure(result, 'this is not an Azure machine', 'credential: federated')
    assert.ok(result.durationMs < 5000, `${result.durationMs} ms`)
  })

  it('says so within five seconds when nothing answers', async () => {
    await using scenario = await startScenario()
    await using endpoint = await startEndpoint(() => {})
    const result = await virtualMachine(scenario, endpoint)
    assertFailure(result, 'this is not an Azure machine')
    assert.ok(result.durationMs < 5000, `${result.durationMs} ms`)
  })

  it('says which identity is not assigned', async () => {
    await using scenario = await startScenario()
    await using endpoint = await startEndpoint((_request, response) =>
      json(response, 400, { error: 'invalid_request', error_description: 'Identity not found' }),
    )
    const { clientId } = scenario.app
    const named = await virtualMachine(scenario, endpoint, { 'client-id': clientId })
    assertFailure(
      named,
      `The user-assigned identity ${clientId} is not assigned`,
      'Identity not found',
      'az vm identity assign',
      `clientId=='${clientId}'`,
    )
    assertFailure(
      await virtualMachine(scenario, endpoint),
      'Managed identity: this machine does not have the identity',
      'The machine has no system-assigned identity',
      'az vm identity assign --resource-group GROUP --name VM',
    )
    assert.equal(endpoint.requests.length, 2)
  })

  for (const [status, body, ...words] of [
    [
      400,
      { error: 'invalid_resource', error_description: 'AADSTS500011: The resource principal was not found.' },
      'AADSTS500011: the API has no service principal in this tenant',
      'az ad sp create --id 8578e004-a5c6-46e7-913e-12f58912df43',
      '#aadsts500011',
    ],
    [400, { error: 'bad_request_102', error_description: 'Required metadata header not specified' }],
    [403, { error: 'forbidden', error_description: 'blocked by firewall' }, 'a firewall'],
  ] as [number, unknown, ...string[]][]) {
    it(`hands on what is behind a refusal: ${JSON.stringify(body)}`, async () => {
      await using scenario = await startScenario()
      await using endpoint = await startEndpoint((_request, response) => json(response, status, body))
      const result = await virtualMachine(scenario, endpoint)
      const others = words[0]?.startsWith('AADSTS') ? [] : ['Managed identity: the machine refuses a token']
      assertFailure(result, ...others, ...words)
      assert.doesNotMatch(result.log, /identity assign/)
      assert.equal(endpoint.requests.length, 1)
    })
  }

  it('takes what App Service says for an identity that is not assigned', async () => {
    await using scenario = await startScenario()
    const message = 'No User Assigned or Delegated Managed Identity found for specified ClientId'
    await using endpoint = await startEndpoint((_request, response) =>
      json(response, 400, { statusCode: 400, message }),
    )
    const env = { IDENTITY_ENDPOINT: `${endpoint.origin}/MSI/token/`, IDENTITY_HEADER: 'header-value' }
    assertFailure(await scenario.run(system, { env }), 'does not have the identity', message)
  })

  it('asks again after the time that the endpoint names', async () => {
    await using scenario = await startScenario()
    let tries = 0
    await using endpoint = await startEndpoint((request, response) => {
      tries += 1
      if (tries > 1) return giveToken(request, response)
      response.writeHead(410, { 'retry-after': '1' }).end('{"error":"gone"}')
    })
    const result = await virtualMachine(scenario, endpoint)
    assertToken(result)
    assert.match(result.log, /^Retry 1 in 1\.\d s: /m)
  })

  it('is not fooled by something else that answers in its place', async () => {
    await using scenario = await startScenario()
    await using endpoint = await startEndpoint((_request, response) => response.writeHead(403).end('denied'))
    const refused = await virtualMachine(scenario, endpoint)
    assertFailure(refused, 'this is not an Azure machine', 'Nothing on this machine', 'HTTP 403')
    await using page = await startEndpoint((_request, response) => response.end('<html>sign in</html>'))
    assertFailure(await virtualMachine(scenario, page), 'without a usable access token')
  })

  it("hides the machine's own key that an endpoint echoes", async () => {
    await using scenario = await startScenario()
    await using endpoint = await startEndpoint((_request, response) =>
      json(response, 400, { error: 'x', error_description: 'for header-value-hunter2' }),
    )
    const env = {
      IDENTITY_ENDPOINT: `${endpoint.origin}/MSI/token/`,
      IDENTITY_HEADER: 'header-value-hunter2',
    }
    assertFailure(await scenario.run(system, { env, hidden: ['header-value-hunter2'] }), 'HTTP 400')
  })

  it('takes an endpoint that starts, or is asked too often, for no refusal', async () => {
    await using scenario = await startScenario()
    for (const status of [404, 410, 429]) {
      await using endpoint = await startEndpoint((_request, response) =>
        json(response, status, { error: 'busy', error_description: 'IMDS is updating' }),
      )
      const result = await virtualMachine(scenario, endpoint, { timeout: '1' })
      assertFailure(result, "Managed identity: the machine's endpoint has a fault", `HTTP ${status}`)
    }
  })

  for (const [name, silence, answer] of [
    ['goes silent', () => {}, 'HTTP 410'],
    ['is gone', (response: ServerResponse) => response.destroy(), ''],
  ] as const) {
    it(`takes a machine whose endpoint answers, and then ${name}, for an Azure machine`, async () => {
      await using scenario = await startScenario()
      let tries = 0
      await using endpoint = await startEndpoint((_request, response) => {
        tries += 1
        if (tries === 1) json(response, 410, { error: 'gone', error_description: 'IMDS is updating' })
        else silence(response)
      })
      const result = await virtualMachine(scenario, endpoint, { timeout: '2' })
      assertFailure(result, "Managed identity: the machine's endpoint has a fault", answer)
      assert.ok(tries > 1)
    })
  }

  it('takes an answer that no endpoint gives for none, and asks no more', async () => {
    await using scenario = await startScenario()
    for (const [answer, words] of [
      [(response: ServerResponse) => response.writeHead(302, { location: 'http://x/' }).end(), 'a redirect'],
      [(response: ServerResponse) => response.end('x'.repeat(2 ** 16)), 'more than 32 KiB'],
    ] as const) {
      let tries = 0
      await using endpoint = await startEndpoint((_request, response) => {
        tries += 1
        if (tries === 1) json(response, 410, { error: 'gone', error_description: 'IMDS is updating' })
        else answer(response)
      })
      assertFailure(await virtualMachine(scenario, endpoint), 'this is not an Azure machine', words)
      assert.equal(tries, 2)
    }
  })

  it('waits for what is new to spread', async () => {
    await using scenario = await startScenario()
    let tries = 0
    await using endpoint = await startEndpoint((request, response) => {
      tries += 1
      if (tries > 2) giveToken(request, response)
      else json(response, 400, { error: 'x', error_description: 'AADSTS700016: no such application' })
    })
    assertToken(await virtualMachine(scenario, endpoint, { 'wait-for-propagation': '20' }))
    assert.equal(tries, 3)
  })

  it('waits for an endpoint that is gone after an answer', async () => {
    await using scenario = await startScenario()
    let tries = 0
    await using endpoint = await startEndpoint((request, response) => {
      tries += 1
      if (tries === 1) json(response, 410, { error: 'gone', error_description: 'IMDS is updating' })
      else if (tries === 2) response.destroy()
      else giveToken(request, response)
    })
    assertToken(await virtualMachine(scenario, endpoint))
  })

  it('retries a fault of the endpoint, and recognises a gateway before it', async () => {
    await using scenario = await startScenario()
    let tries = 0
    await using endpoint = await startEndpoint((request, response) => {
      tries += 1
      if (tries > 1) return giveToken(request, response)
      response.writeHead(503, { 'retry-after': '0' }).end()
    })
    assertToken(await virtualMachine(scenario, endpoint))
    for (const status of [502, 504]) {
      await using gateway = await startEndpoint((_request, response) =>
        response.writeHead(status).end('<html>'),
      )
      const result = await virtualMachine(scenario, gateway)
      assertFailure(
        result,
        'a gateway or proxy answers in place of the machine (502, 504)',
        '169.254.169.254',
      )
      assert.doesNotMatch(result.log, /Retry/)
    }
  })
})
