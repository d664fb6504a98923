import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clouds, findCloud, POWER_PLATFORM_API, publicCloud } from '../../../src/values/clouds.ts'

describe('clouds', () => {
  for (const [written, name] of [
    ['public', 'public'],
    ['Commercial', 'public'],
    ['gcc', 'gcc'],
    ['us-gov', 'gcc'],
    ['GCC High', 'gcc-high'],
    ['gcc_high', 'gcc-high'],
    ['GCC.High', 'gcc-high'],
    ['us gov high', 'gcc-high'],
    ['DoD', 'dod'],
    ['UsGovDod', 'dod'],
    ['china', 'china'],
    ['Mooncake', 'china'],
    ['AzureCloud', 'public'],
    ['AzureChinaCloud', 'china'],
    ['azure-china-cloud', 'china'],
    ['AzureUSGovernment', undefined],
    ['gov', undefined],
    ['ex', 'ex'],
    ['UsNat', 'ex'],
    ['rx', 'rx'],
    ['us.sec', 'rx'],
    ['', undefined],
    ['gcchig', undefined],
    ['gcc/high', undefined],
  ]) {
    it(`"${written}" is ${name}`, () => assert.equal(findCloud(written as string)?.name, name))
  }

  it('each have their own hosts, audience and name in az', () => {
    const rows = clouds.map(({ authorityHost, apiUrl, federatedAudience, azCloud }) =>
      [authorityHost, apiUrl, federatedAudience, azCloud].join(' '),
    )
    assert.deepEqual(rows, [
      'https://login.microsoftonline.com https://api.powerplatform.com api://AzureADTokenExchange AzureCloud',
      'https://login.microsoftonline.com https://api.gov.powerplatform.microsoft.us api://AzureADTokenExchange AzureCloud',
      'https://login.microsoftonline.us https://api.high.powerplatform.microsoft.us api://AzureADTokenExchangeUSGov AzureUSGovernment',
      'https://login.microsoftonline.us https://api.appsplatform.us api://AzureADTokenExchangeUSGov AzureUSGovernment',
      'https://login.partner.microsoftonline.cn https://api.powerplatform.partner.microsoftonline.cn api://AzureADTokenExchangeChina AzureChinaCloud',
      'https://login.microsoftonline.eaglex.ic.gov https://api.powerplatform.eaglex.ic.gov api://AzureADTokenExchangeUSNat ',
      'https://login.microsoftonline.microsoft.scloud https://api.powerplatform.microsoft.scloud api://AzureADTokenExchangeUSSec ',
    ])
    assert.equal(clouds[0], publicCloud)
    assert.equal(POWER_PLATFORM_API, '8578e004-a5c6-46e7-913e-12f58912df43')
  })
})
