import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { assertFailure, type Scenario, startScenario } from '../scenario.ts'

const guid = '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11'
const good = { credential: 'client-secret', 'client-secret': 'Xy~8Q~right' }

/** Inputs on top of good ones, and the words that the error must have. */
const rows: [name: string, inputs: Record<string, string>, ...words: (string | RegExp)[]][] = [
  [
    'a tenant that is a URL',
    { 'tenant-id': `https://login.microsoftonline.com/${guid}/v2.0` },
    'tenant-id: came 75 characters, a URL',
    'a URL',
    `Did you mean "${guid}"?`,
  ],
  [
    'a tenant that stands for any',
    { 'tenant-id': 'common' },
    'tenant-id: came "common", which stands for any tenant',
  ],
  ['no tenant', { 'tenant-id': '' }, 'tenant-id: is missing', 'is set from a variable or a secret'],
  ['a tenant with a path', { 'tenant-id': `${guid}/oauth2` }, 'with a path in it'],
  ['a tenant that climbs', { 'tenant-id': '../x?y' }, 'tenant-id: came 6 characters, with a path in it'],
  ['a secret in the wrong place', { 'client-id': 'hunter22'.repeat(40) }, 'client-id: came 320 characters'],
  ['a tenant in braces', { 'tenant-id': `{${guid}}` }, `Did you mean "${guid}"?`],
  [
    'a tenant without a dot',
    { 'tenant-id': 'contoso' },
    'tenant-id: came 7 characters; allowed is the directory (tenant) ID',
  ],
  [
    'a tenant with a line break',
    { 'tenant-id': 'contoso\n::warning::x' },
    'tenant-id: came 20 characters, with a line end in place 8',
  ],
  [
    'a client ID that is a name',
    { 'client-id': 'My deployment app' },
    'client-id: came 17 characters, with a letter in place 1',
    'az ad app list',
  ],
  ['no client ID', { 'client-id': '' }, 'client-id: is missing'],
  ['a client ID in a URI', { 'client-id': `api://${guid}` }, `Did you mean "${guid}"?`],
  [
    'an unknown credential',
    { credential: 'client_secrets' },
    'credential: came "client_secrets"',
    'Did you mean "client-secret"?',
  ],
  [
    'a strange credential',
    { credential: 'kerberos' },
    /credential: came 8 characters; allowed are auto, federated, certificate, client-secret, password, managed-identity\.$/m,
  ],
  [
    'a mistyped cloud',
    { cloud: 'gcchig' },
    'cloud: came "gcchig"',
    'public, gcc, gcc-high, dod, china, ex, rx',
    'Did you mean "gcc-high"?',
  ],
  ...['gov', 'US Government'].map((cloud): (typeof rows)[number] => [
    `a cloud that may be three: ${cloud}`,
    { cloud },
    `cloud: came "${cloud}", which may be gcc, gcc-high or dod`,
    'gcc (gcc.admin.powerplatform.microsoft.us), gcc-high (high.admin.powerplatform.microsoft.us) or dod (admin.appsplatform.us)',
  ]),
  ...['AzureUSGovernment', 'azure-us-government'].map((cloud): (typeof rows)[number] => [
    `a cloud that may be two: ${cloud}`,
    { cloud },
    `cloud: came "${cloud}", which may be gcc-high or dod`,
    'gcc-high (high.admin.powerplatform.microsoft.us) or dod (admin.appsplatform.us)',
  ]),
  [
    "another cloud's API",
    { scope: 'https://api.gov.powerplatform.microsoft.us/.default' },
    'scope: came "https://api.gov.powerplatform.microsoft.us/.default", the API of cloud gcc, while cloud is public',
    'Set cloud: gcc',
  ],
  [
    'the public API in another cloud',
    { cloud: 'dod', scope: 'https://api.powerplatform.com' },
    'the API of cloud public, while cloud is dod',
  ],
  [
    'a scope that is none',
    { scope: 'environments' },
    'scope: came 12 characters, which is no scope',
    'Did you mean "https://api.powerplatform.com/.default"?',
  ],
  [
    'a single permission for an app',
    { scope: 'https://api.powerplatform.com/EnvironmentManagement.Environments.Read' },
    'a single permission',
    'Did you mean "https://api.powerplatform.com/.default"?',
  ],
  [
    'several scopes for an app',
    { scope: 'https://a.example/.default https://b.example/.default' },
    'scope: came with 2 scopes',
  ],
  [
    'an authority host over http',
    { 'authority-host': 'http://login.microsoftonline.us' },
    'with http://',
    'Did you mean "https://login.microsoftonline.us"?',
  ],
  [
    'an authority host with a path',
    { 'authority-host': 'https://login.microsoftonline.us/common' },
    'with a path',
    'Did you mean "https://login.microsoftonline.us"?',
  ],
  [
    'an authority host with a query',
    { 'authority-host': 'https://login.microsoftonline.us?x=1' },
    'with a path, query or fragment',
  ],
  [
    'an authority host with credentials',
    { 'authority-host': 'https://user:hunter22@login.microsoftonline.us' },
    /authority-host: came 46 characters, with a user name or password in it; allowed is https:\/\/host or https:\/\/host:port\.$/m,
  ],
  [
    'one that is no URL',
    { 'authority-host': 'user:hunter22@login.contoso.com' },
    'came 31 characters, with a user name',
  ],
  [
    'one with a slash in it',
    { 'authority-host': 'https://user:p@hunter22/w@host' },
    'came 30 characters, with a user name',
  ],
  [
    'one without a port',
    { 'authority-host': 'https://user:hunter22@host:99999' },
    'came 32 characters, with a user name',
  ],
  [
    'a tenant with credentials',
    { 'tenant-id': 'https://user:hunter22@login.x/abc' },
    'came 33 characters with credentials in them, a URL',
  ],
  [
    'a scope with credentials',
    { scope: 'https://user:hunter22@api.powerplatform.com' },
    'with credentials in them, which no scope has',
  ],
  ['a scope in another alphabet', { scope: 'https://аpi.powerplatform.com' }, 'which is no scope'],
  [
    'a client secret as tenant',
    { 'tenant-id': 'abc8Q~hunter22-hunter22' },
    'tenant-id: came 23 characters that look like a client secret',
  ],
  [
    'a token as client ID',
    { 'client-id': 'eyJhunter22.x.y' },
    'client-id: came 15 characters that look like a token',
  ],
  [
    'an invisible character',
    { 'tenant-id': `${guid}\u200b` },
    `came 37 characters, with an invisible character in place 37`,
  ],
  [
    'a password without its certificate',
    { credential: 'auto', 'client-secret': '', 'certificate-password': 'hunter22' },
    'certificate: arrived empty',
  ],
  [
    'three kinds for auto',
    { credential: 'auto', certificate: 'MIIx-stray', 'federated-token': 'a.b.c' },
    'inputs of 3 kinds came',
    '(certificate)',
    '(federated)',
  ],
  [
    'an authority host without scheme',
    { 'authority-host': 'login.microsoftonline.us' },
    'which is no URL with a host',
    'Did you mean "https://login.microsoftonline.us"?',
  ],
  [
    'an audience with a space',
    { audience: 'api://Azure AD' },
    'audience: came 14 characters, with a space in place 12',
    'api://AzureADTokenExchange',
  ],
  [
    'a timeout with a unit',
    { timeout: '1m' },
    'timeout: came "1m"; allowed are whole seconds from 1 to 3600. Did you mean "60"?',
  ],
  ['a timeout of nothing', { timeout: '0' }, 'timeout: came "0"', 'Did you mean "1"?'],
  ['a timeout of a day', { timeout: '86400' }, 'timeout: came 5 characters', 'Did you mean "3600"?'],
  [
    'a timeout of words',
    { timeout: 'soon' },
    /timeout: came 4 characters, with a letter in place 1; allowed are whole seconds from 1 to 3600\.$/m,
  ],
  ['a fractional timeout', { timeout: '1.5' }, 'timeout: came "1.5"', 'Did you mean "2"?'],
  [
    'verify that is a yes',
    { verify: 'yes' },
    'verify: came "yes"; allowed are true, false. Did you mean "true"?',
  ],
  [
    "verify with another API's scope",
    { verify: 'true', scope: 'https://graph.microsoft.com' },
    'verify: came "true", which calls Power Platform API',
  ],
  ['a mistyped summary', { summary: 'on-failur' }, 'summary: came "on-failur"', 'Did you mean "on-failure"?'],
  [
    'a variable with a hyphen',
    { 'export-as': 'pp-token' },
    /export-as: came .*; allowed is the name of an environment variable, such as "POWER_PLATFORM_TOKEN"/,
  ],
  [
    "the runner's own variable",
    { 'export-as': 'GITHUB_TOKEN' },
    /export-as: came a name like GITHUB_\*, which is read by the runner and the actions/,
  ],
  [
    "a proxy's variable",
    { 'export-as': 'HTTPS_PROXY', verify: 'true' },
    'a name like *_PROXY, which is read by curl, Node.js and most other programs, as the address of a proxy; allowed',
  ],
  [
    'an empty secret',
    { 'client-secret': '' },
    'client-secret: arrived empty',
    'does not exist here',
    'fork',
    'Dependabot',
  ],
  [
    'an empty certificate',
    { credential: 'certificate', 'client-secret': '' },
    'certificate: arrived empty, and so did certificate-path',
    'fork',
    'Dependabot',
  ],
  [
    'a certificate, called cert',
    { credential: 'Cert', 'client-secret': '' },
    'certificate: arrived empty, and so did certificate-path',
  ],
  [
    'an empty password',
    { credential: 'password', username: 'ana@contoso.com', 'client-secret': '' },
    'password: arrived empty',
    'fork',
    'Dependabot',
  ],
  [
    'a user without a domain',
    { credential: 'password', username: 'ana', password: 'Passw0rd!' },
    'username: came "ana"',
    'pipeline@contoso.com',
  ],
  [
    'two kinds for auto',
    { credential: 'auto', certificate: 'MIIx-stray' },
    'credential: is auto, and inputs of 2 kinds came: certificate (certificate) and client-secret (client-secret)',
  ],
  [
    'a token that is none',
    { credential: 'federated', 'client-secret': '', 'federated-token': 'hunter2-hunter2' },
    'federated-token: came with 15 characters, which is not a JWT',
  ],
  [
    'two sources of a token',
    { credential: 'federated', 'client-secret': '', 'federated-token': 'a.b.c', 'federated-token-file': 'x' },
    'federated-token: came together with federated-token-file',
  ],
]

describe('bad input', { concurrency: 4 }, () => {
  let scenario: Scenario
  before(async () => {
    scenario = await startScenario({ sharesProcess: true })
  })
  after(() => scenario[Symbol.asyncDispose]())

  for (const [name, inputs, ...words] of rows) {
    it(name, async () => {
      const result = await scenario.run({ ...good, ...inputs }, { hidden: ['hunter22', 'hunter2-hunter2'] })
      assertFailure(result, 'Inputs need a correction', 'nothing was sent', ...words)
      assert.deepEqual(result.requests, [])
    })
  }

  it('is listed in one error, whatever number of problems', async () => {
    const inputs = {
      'tenant-id': 'common',
      'client-id': 'app',
      credential: 'kerberos',
      cloud: 'gcchig',
      scope: 'x',
      'authority-host': 'http://x',
      audience: 'a b',
      verify: 'maybe',
      timeout: '1m',
      summary: 'sometimes',
      'export-as': '1x',
    }
    const result = await scenario.run(inputs, { env: { GITHUB_OUTPUT: undefined } })
    assertFailure(
      result,
      ...Object.keys(inputs).map((name) => `- ${name}: `),
      '- outputs: GITHUB_OUTPUT is not set',
    )
    assert.match(
      result.annotations[0]?.title ?? '',
      /credential, audience, scope, tenant-id, client-id, authority-host, /,
    )
    assert.match(result.summary, /tenant-id: came "common"/)
    assert.deepEqual(result.requests, [])
  })
})

// Apart: what is asked for here must not be counted among the requests of the bad ones.
describe('input that is not used', () => {
  it('is warned of when it belongs to another credential than the one that is named', async () => {
    await using scenario = await startScenario()
    scenario.app.addSecret({ value: 'Xy~8Q~right' })
    const result = await scenario.run({ ...good, certificate: 'MIIx-stray', username: 'ana@contoso.com' })
    assert.equal(result.outcome, 'success', result.log)
    assert.match(result.log, /certificate, username: not used, because credential is client-secret/)
  })
})
