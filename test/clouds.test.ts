import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertToken, startScenario, trust } from './scenario.ts'

/** As Microsoft documents them, written down apart from the program's own table. */
const clouds = [
  ['public', ['Public', 'commercial', ' PUBLIC '], 'login.microsoftonline.com', 'api.powerplatform.com', ''],
  ['gcc', ['GCC', 'UsGov', 'us-gov'], 'login.microsoftonline.com', 'api.gov.powerplatform.microsoft.us', ''],
  [
    'gcc-high',
    ['GCC High', 'gcc_high', 'GCCHigh', 'UsGovHigh'],
    'login.microsoftonline.us',
    'api.high.powerplatform.microsoft.us',
    'USGov',
  ],
  ['dod', ['DoD', 'UsGovDod', 'us gov dod'], 'login.microsoftonline.us', 'api.appsplatform.us', 'USGov'],
  [
    'china',
    ['China', 'Mooncake'],
    'login.partner.microsoftonline.cn',
    'api.powerplatform.partner.microsoftonline.cn',
    'China',
  ],
  [
    'ex',
    ['EX', 'USNat', 'us.nat'],
    'login.microsoftonline.eaglex.ic.gov',
    'api.powerplatform.eaglex.ic.gov',
    'USNat',
  ],
  [
    'rx',
    ['RX', 'USSec'],
    'login.microsoftonline.microsoft.scloud',
    'api.powerplatform.microsoft.scloud',
    'USSec',
  ],
] as const

describe('clouds', { concurrency: 4 }, () => {
  for (const [name, aliases, loginHost, apiHost, suffix] of clouds) {
    it(`${name}: one request to ${loginHost}, for ${apiHost}, which accepts the token`, async () => {
      await using scenario = await startScenario()
      trust(scenario, {}, `api://AzureADTokenExchange${suffix}`)
      scenario.emulator.powerPlatform.assignRole({ principalId: scenario.app.objectId, role: 'Reader' })
      const result = await scenario.run({ cloud: name, verify: 'true' })
      assertToken(result)
      assert.deepEqual(result.requests, ['oidc GET 200', 'login POST 200', 'api GET 200'])
      assert.equal(result.recorded[1]?.host, loginHost)
      assert.equal(result.recorded[2]?.host, apiHost)
      assert.equal(result.outputs['api-url'], `https://${apiHost}`)
      assert.equal(result.outputs.scope, `https://${apiHost}/.default`)
    })

    it(`${name}, in its other spellings`, async (t) => {
      await using scenario = await startScenario({ sharesProcess: true })
      const secret = scenario.app.addSecret()
      for (const alias of aliases) {
        await t.test(alias, async () => {
          const result = await scenario.run({ cloud: alias, 'client-secret': secret })
          assertToken(result)
          assert.equal(result.outputs['api-url'], `https://${apiHost}`)
          assert.match(result.log, new RegExp(`cloud ${name} \\(${loginHost}\\)`))
        })
      }
    })
  }
})
