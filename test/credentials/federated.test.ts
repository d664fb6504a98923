import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
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
    assertFailure(result, 'permissions:', 'id-token: write', 'contents: read', 'forks', 'Dependabot')
    assert.deepEqual(result.requests, [])
  })
})
