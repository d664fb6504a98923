import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertionSource } from '../../../src/entra/credential.ts'
import { Failure } from '../../../src/failure/failure.ts'
import { GitHubOutputs } from '../../../src/hosts/github/outputs.ts'
import type { Host } from '../../../src/ports/host.ts'
import { maskInputs, readRequest } from '../../../src/request/read-request.ts'
import { isWithin } from '../../../src/request/scope.ts'
import { Deadline } from '../../../src/values/deadline.ts'
import { GitHubMemoryHost } from '../../github-memory-host.ts'
import { MemoryHost, plainWords } from '../../memory-host.ts'

const guid = '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11'
const good = { 'tenant-id': guid, 'client-id': guid }
const api = 'https://api.powerplatform.com'

async function complaintsAbout(
  inputs: Record<string, string>,
  host: Host = new GitHubMemoryHost(inputs, 'e30.e30.x'),
) {
  const error = await readRequest(host).then(
    () => assert.fail('nothing was complained about'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof Failure, `${error}`)
  return error.parts
}

async function takes(inputs: Record<string, string>) {
  const host = new GitHubMemoryHost(inputs, 'e30.e30.x')
  const request = await readRequest(host)
  const { exportAs } = host.own
  return { ...request, credentialName: request.credential.name, exportAs, warnings: host.lines }
}

describe('inputs that are taken', () => {
  it('have defaults', async () => {
    const { cloud, credential, ...request } = await takes(good)
    assert.equal(cloud.name, 'public')
    assert.equal(typeof assertionSource(credential.grant), 'function')
    assert.deepEqual(request, {
      tenantId: guid,
      clientId: guid,
      authorityHost: 'https://login.microsoftonline.com',
      scopes: [`${api}/.default`],
      verify: false,
      timeout: 60,
      waitForPropagation: 0,
      exportAs: undefined,
      credentialName: 'federated',
      credentialReason: "because no other credential's input came",
      warnings: [],
    })
  })

  for (const [name, inputs, expected] of [
    ['white space around', { 'tenant-id': ` ${guid}\n` }, { tenantId: guid }],
    ['a domain', { 'tenant-id': 'contoso.onmicrosoft.com' }, { tenantId: 'contoso.onmicrosoft.com' }],
    ['a short domain', { 'tenant-id': 'A.De' }, { tenantId: 'A.De' }],
    ['a domain with hyphens', { 'tenant-id': 'my-app.x--y.co-m' }, { tenantId: 'my-app.x--y.co-m' }],
    [
      'a label of 63 characters',
      { 'tenant-id': `${'a'.repeat(63)}.${'b'.repeat(63)}` },
      { tenantId: `${'a'.repeat(63)}.${'b'.repeat(63)}` },
    ],
    [
      'a managed identity',
      { credential: 'managed-identity', 'tenant-id': '', 'client-id': '' },
      { tenantId: '', clientId: '' },
    ],
    [
      'the login host of a cloud',
      { cloud: 'GCC High' },
      {
        authorityHost: 'https://login.microsoftonline.us',
        scopes: ['https://api.high.powerplatform.microsoft.us/.default'],
      },
    ],
    [
      'another login host',
      { 'authority-host': 'https://Login.Example:8443' },
      { authorityHost: 'https://login.example:8443' },
    ],
    [
      'one with a slash',
      { 'authority-host': 'https://login.example/' },
      { authorityHost: 'https://login.example' },
    ],
    [
      'a resource',
      { scope: 'https://graph.microsoft.com' },
      { scopes: ['https://graph.microsoft.com/.default'] },
    ],
    ['a resource with a slash', { scope: 'http://a.example/' }, { scopes: ['http://a.example/.default'] }],
    ['an application ID', { scope: guid }, { scopes: [`${guid}/.default`] }],
    ['one with /.default', { scope: `${guid}/.default` }, { scopes: [`${guid}/.default`] }],
    ['an app ID URI', { scope: 'api://app' }, { scopes: ['api://app/.default'] }],
    ['one with a slash at its end', { scope: 'API://app/' }, { scopes: ['API://app/.default'] }],
    ['one with a path', { scope: 'api://app/x/.default' }, { scopes: ['api://app/x/.default'] }],
    ['a scheme that ends like another', { scope: 'xhttps://a' }, { scopes: ['xhttps://a/.default'] }],
    ['a scheme that begins like another', { scope: 'httpsx://a' }, { scopes: ['httpsx://a/.default'] }],
    ['a URN', { scope: 'spn:x/.default' }, { scopes: ['spn:x/.default'] }],
    ['verify', { verify: 'TRUE' }, { verify: true }],
    [
      'verify, and the API by its ID',
      { verify: 'true', scope: '8578e004-A5C6-46e7-913e-12f58912df43' },
      { verify: true },
    ],
    [
      'verify, and the API in capitals',
      { verify: 'true', scope: 'https://API.powerplatform.com/.default' },
      { verify: true },
    ],
    ['no verify', { verify: 'false', scope: 'https://graph.microsoft.com' }, { verify: false }],
    ['the least timeout', { timeout: '1' }, { timeout: 1 }],
    [
      'the longest timeout',
      { timeout: '3600', 'wait-for-propagation': '3600' },
      { timeout: 3600, waitForPropagation: 3600 },
    ],
    ['no wait', { 'wait-for-propagation': '0' }, { waitForPropagation: 0 }],
    ['a variable', { 'export-as': 'Token_2' }, { exportAs: 'Token_2' }],
    ['one that begins like a reserved one', { 'export-as': 'NODES' }, { exportAs: 'NODES' }],
    ['one that ends like a reserved one', { 'export-as': 'MY_PATH' }, { exportAs: 'MY_PATH' }],
    ['one that holds a reserved one', { 'export-as': 'X_GITHUB_Y' }, { exportAs: 'X_GITHUB_Y' }],
    ['one with _ first', { 'export-as': '_X' }, { exportAs: '_X' }],
    ...[
      'POWER_PLATFORM_TOKEN',
      'ACCESS_TOKEN',
      'TOKEN',
      'GOV_TOKEN',
      'GOOD',
      'CITY',
      'MY_HOME',
      'TF_VAR_token',
    ].map((name): [string, Record<string, string>, object] => [
      `the variable ${name}`,
      { 'export-as': name },
      { exportAs: name },
    ]),
    ['OIDC', { credential: 'OIDC' }, { credentialName: 'federated' }],
    [
      'a secret, called so',
      { credential: 'secret', 'client-secret': 'x' },
      { credentialName: 'client-secret' },
    ],
    ['MSI', { credential: 'MSI' }, { credentialName: 'managed-identity' }],
    [
      'a secret',
      { 'client-secret': 'abc8Q~x' },
      { credentialName: 'client-secret', credentialReason: 'because client-secret is given' },
    ],
    [
      'a user, and the secret of the app',
      { username: 'ana@contoso.com', password: 'pw', 'client-secret': 'abc8Q~x' },
      { credentialName: 'password', credentialReason: 'because username and password are given' },
    ],
    [
      'a user and a permission',
      {
        username: 'ana@contoso.com',
        password: 'pw',
        scope: `${api}/A.Read  openid profile email offline_access`,
      },
      { scopes: [`${api}/A.Read`, 'openid', 'profile', 'email', 'offline_access'] },
    ],
    [
      'verify with several scopes',
      { username: 'ana@contoso.com', password: 'pw', verify: 'true', scope: `openid ${api}/A.Read` },
      { verify: true },
    ],
    [
      'a credential by its name',
      { credential: 'Client_Secret', 'client-secret': 'abc8Q~x', username: '' },
      { credentialName: 'client-secret', credentialReason: 'from credential', warnings: [] },
    ],
    [
      'auto in other letters',
      { credential: 'AUTO', 'client-secret': 'abc8Q~x' },
      { credentialName: 'client-secret', credentialReason: 'because client-secret is given' },
    ],
    [
      'inputs that are not used',
      { credential: 'federated', 'client-secret': 'abc8Q~x', username: 'ana@contoso.com' },
      {
        credentialName: 'federated',
        warnings: ['client-secret, username: not used, because credential is federated.'],
      },
    ],
    [
      'a user by name, whose app has a secret',
      { credential: 'password', username: 'ana@contoso.com', password: 'pw', 'client-secret': 'abc8Q~x' },
      { credentialName: 'password' },
    ],
    [
      'an app by name, beside a user',
      { credential: 'client-secret', username: 'ana@contoso.com', 'client-secret': 'abc8Q~x' },
      { warnings: ['username: not used, because credential is client-secret.'] },
    ],
    [
      'a secret with a line end',
      { 'client-secret': ' abc8Q~x\r\n' },
      {
        warnings: [
          'client-secret: has white space around it (3 characters), which is cut off. Save it without.',
        ],
      },
    ],
  ] as const) {
    it(name, async () => {
      const taken = await takes({ ...good, ...inputs })
      for (const [key, value] of Object.entries(expected)) {
        assert.deepEqual(taken[key as keyof typeof taken], value, key)
      }
    })
  }

  it('keep the spaces of a password, but for the line ends at its end', async () => {
    const inputs = { ...good, username: 'ana@contoso.com', password: ' p\nw \r\n\n' }
    const { credential, warnings } = await takes(inputs)
    assert.deepEqual(credential.grant, { type: 'password', username: 'ana@contoso.com', password: ' p\nw ' })
    assert.match(warnings[0] ?? '', /^password: has white space around it \(3 characters\)/)
  })

  it('cut all white space off a secret', async () => {
    const { credential } = await takes({ ...good, 'client-secret': ' \tabc8Q~x \n' })
    assert.deepEqual(credential.grant, {
      type: 'client-credentials',
      clientCredential: { clientSecret: 'abc8Q~x' },
    })
  })

  it('that are secret are masked', () => {
    const names = ['client-secret', 'certificate', 'certificate-password', 'password', 'federated-token']
    const host = new MemoryHost(Object.fromEntries(names.map((name) => [name, `value of ${name}`])))
    maskInputs(host)
    for (const name of names) assert.equal(host.secrets.redact(`value of ${name}`), '***')
  })

  for (const [written, mode] of [
    ['', 'on-failure'],
    ['Always', 'always'],
    ['on_failure', 'on-failure'],
    ['never', 'never'],
    ['sometimes', 'on-failure'],
    ['true', 'always'],
    [' False ', 'never'],
    ['constructor', 'on-failure'],
  ]) {
    it(`summary "${written}"`, () => {
      assert.equal(new GitHubMemoryHost({ summary: written as string }).own.summary, mode)
    })
  }
})

describe('the audience', () => {
  for (const [name, inputs, audience] of [
    ["is the cloud's", { cloud: 'dod' }, 'api://AzureADTokenExchangeUSGov'],
    ['is the one that came', { audience: `api:${'x'.repeat(596)}` }, `api:${'x'.repeat(596)}`],
    ['may be a name', { audience: 'pp-pipeline-2024' }, 'pp-pipeline-2024'],
    ['may be a host with a path', { audience: 'contoso.com/v2' }, 'contoso.com/v2'],
  ] as const) {
    it(name, async () => {
      const asked: string[] = []
      const identityProvider = {
        obstacle: () => undefined,
        async token(wanted: string) {
          asked.push(wanted)
          return 'e30.e30.x'
        },
      }
      const host = Object.assign(new MemoryHost({ ...good, ...inputs }), { identityProvider })
      const { credential } = await readRequest(host)
      await assertionSource(credential.grant)?.({ ...host, deadline: new Deadline(60_000) })
      assert.deepEqual(asked, [audience])
    })
  }
})

/** The words of each complaint, in order. */
const refused: [name: string, inputs: Record<string, string>, ...words: string[][]][] = [
  [
    'no tenant',
    { 'tenant-id': ' ' },
    ['tenant-id: is missing; allowed is', 'If tenant-id is set from a variable'],
  ],
  [
    'no app',
    { 'client-id': '' },
    ['client-id: is missing; allowed is', 'If client-id is set from a variable'],
  ],
  ['any tenant', { 'tenant-id': 'Common' }, ['tenant-id: came "Common", which stands for any tenant']],
  ['any organisation', { 'tenant-id': 'organizations' }, ['stands for any tenant']],
  ['any consumer', { 'tenant-id': 'consumers' }, ['stands for any tenant']],
  ['not quite any', { 'tenant-id': 'commons' }, ['came "commons"; allowed is', 'contoso.onmicrosoft.com.$']],
  ['nor this', { 'tenant-id': 'uncommon' }, ['came "uncommon"; allowed is']],
  [
    'a URL',
    { 'tenant-id': `H+2.-s://x/${guid}` },
    ['came 47 characters, a URL; allowed', 'contoso.onmicrosoft.com.$'],
  ],
  [
    'a path',
    { 'tenant-id': `${guid}/oauth2` },
    ['came 43 characters, with a path in it; allowed', 'contoso.onmicrosoft.com.$'],
  ],
  [
    "an address of Entra's",
    { 'tenant-id': `https://login.microsoftonline.com/${guid}/v2.0` },
    ['came 75 characters, a URL; allowed', `mean "${guid}"?`],
  ],
  ['a path with a colon', { 'tenant-id': 'a/b://x' }, ['came 7 characters, a URL']],
  ['no scheme', { 'tenant-id': '9://x' }, ['came 5 characters, a URL']],
  ['a domain of 3', { 'tenant-id': 'a.b' }, ['came "a.b"; allowed is the directory']],
  ['a domain of 254', { 'tenant-id': `${'a.'.repeat(125)}abcd` }, ['came 254 characters; allowed']],
  ['a label of 64', { 'tenant-id': `${'a'.repeat(64)}.com` }, ['tenant-id: came']],
  ['a top level of 64', { 'tenant-id': `a.${'b'.repeat(64)}` }, ['tenant-id: came']],
  ['a hyphen first', { 'tenant-id': '-a.com' }, ['tenant-id: came']],
  ['a hyphen last', { 'tenant-id': 'a-.com' }, ['tenant-id: came']],
  ['a digit in the top level', { 'tenant-id': 'a.1om' }, ['tenant-id: came']],
  ['a hyphen at the very end', { 'tenant-id': 'a.com-' }, ['tenant-id: came']],
  [
    'a space in the domain',
    { 'tenant-id': 'a b.com' },
    ['came 7 characters, with a space in place 2; allowed'],
  ],
  [
    'a space in the top level',
    { 'tenant-id': 'a.c m' },
    ['came 5 characters, with a space in place 4; allowed'],
  ],
  ['a domain after a line', { 'tenant-id': 'a\na.com' }, ['came 7 characters, with a line end in place 2']],
  [
    'a name of an app',
    { 'client-id': 'My app' },
    ['client-id: came 6 characters, with a letter in place 1; allowed', 'and not the name of an app.$'],
  ],
  [
    'an ID in a URI',
    { 'client-id': `api://${guid}` },
    ['client-id: came 42 characters, with a letter in place 2; allowed', `mean "${guid}"?`],
  ],
  ['a PEM', { 'client-id': '-----BEGIN X' }, ['came 12 characters that look like a PEM; allowed']],
  ['a token', { 'client-id': 'eyJx' }, ['came 4 characters that look like a token; allowed']],
  [
    'not at its beginning',
    { 'client-id': 'an eyJx' },
    ['came 7 characters, with a letter in place 2; allowed'],
  ],
  ['a secret', { 'client-id': 'abc8Q~xyz' }, ['came 9 characters that look like a client secret; allowed']],
  ['no secret', { 'client-id': 'abXc8Q~xyz' }, ['came 10 characters, with a letter in place 3; allowed']],
  [
    'no secret either',
    { 'client-id': 'abcxQ~xyz' },
    ['came 9 characters, with a letter in place 4; allowed'],
  ],
  ['credentials', { 'client-id': 'https://u@h' }, ['came 11 characters with credentials in them; allowed']],
  [
    'a user and a password',
    { 'client-id': 'u:p@h' },
    ['came 5 characters with credentials in them; allowed'],
  ],
  ['a longer password', { 'client-id': 'u:pw@h' }, ['came 6 characters with credentials in them; allowed']],
  ['a colon and a space', { 'client-id': 'u: p@h' }, ['came 6 characters with credentials in them; allowed']],
  ['a colon after it', { 'client-id': 'u@h:1' }, ['came 5 characters, with a letter in place 1; allowed']],
  ['a control character', { 'client-id': 'a\u0007b' }, ['with an invisible character in place 2']],
  [
    'an invisible one',
    { 'client-id': `${guid}\u200b` },
    ['came 37 characters, with an invisible character in'],
  ],
  [
    'another alphabet',
    { 'client-id': `\u0430${guid.slice(1)}` },
    ['with a character beyond ASCII in place 1'],
  ],
  ['three characters', { 'client-id': 'app' }, ['came "app"; allowed']],
  ['another ID', { 'export-as': guid }, [`came "${guid}"; allowed`]],
  [
    'an unknown credential',
    { credential: 'client-secrets' },
    [
      'credential: came "client-secrets"; allowed are auto, federated, certificate, client-secret, password, managed-identity. Did you mean "client-secret"?',
    ],
  ],
  [
    'an unknown credential, and nothing of what it would have needed',
    { credential: 'passwrd', 'client-secret': 'abc8Q~x', certificate: 'x' },
    ['credential: came "passwrd"', 'Did you mean "password"?'],
  ],
  [
    'an audience beside an unknown credential',
    { credential: 'passwrd', audience: 'a b' },
    ['credential: came "passwrd"'],
    ['audience: came "a b"'],
  ],
  [
    'an audience beside two kinds',
    { 'client-secret': 'x', certificate: 'x', audience: 'a b' },
    ['credential: is auto, and inputs of 2 kinds'],
    ['audience: came "a b"'],
  ],
  [
    'a strange credential',
    { credential: 'kerberos' },
    ['came 8 characters; allowed are', 'managed-identity.$'],
  ],
  [
    'two kinds',
    { 'client-secret': 'abc8Q~x', 'federated-token': 'a.b.c', 'certificate-password': 'x' },
    [
      'credential: is auto, and inputs of 3 kinds came: federated-token (federated) and certificate-password (certificate) and client-secret (client-secret). Give those of one kind, or name the one that counts, as in credential: federated.',
    ],
  ],
  [
    'two kinds, one a user',
    { username: 'a@b.example', 'client-secret': 'x', 'federated-token': 'a.b.c' },
    ['of 2 kinds', 'username (password)'],
  ],
  [
    'a mistyped cloud',
    { cloud: 'gcchigh!' },
    [
      'cloud: came 8 characters, with a punctuation mark in place 8; allowed are public, gcc, gcc-high, dod, china, ex, rx (also commercial, AzureCloud, UsGov, UsGovHigh, GCCH, UsGovDod, Mooncake, AzureChinaCloud, UsNat, UsSec). Did you mean "gcc-high"?',
    ],
  ],
  ['a cloud like an alias', { cloud: 'mooncak' }, ['cloud: came "mooncak"', 'Did you mean "Mooncake"?']],
  ['a cloud that is half another', { cloud: 'rz' }, ['cloud: came "rz"', 'Did you mean "rx"?']],
  ['a cloud like none', { cloud: 'zzzzzzzzz' }, ['cloud: came 9 characters; allowed are', 'UsSec).$']],
  [
    "a scope of another cloud's",
    { scope: 'https://api.gov.powerplatform.microsoft.us' },
    [
      `scope: came "https://api.gov.powerplatform.microsoft.us", the API of cloud gcc, while cloud is public; allowed is "${api}/.default". Set cloud: gcc, or leave scope out.`,
    ],
  ],
  [
    'while the cloud is wrong',
    { cloud: 'mars', scope: 'https://api.gov.powerplatform.microsoft.us' },
    ['cloud: came 4 characters; allowed'],
  ],
  [
    'a single permission',
    { scope: `${api}/A.Read` },
    [`scope: came "${api}/A.Read", a single permission`, `"${api}/.default"?`],
  ],
  [
    'another one',
    { scope: `${guid}/A.Read` },
    ['came 43 characters, a single permission', 'Write RESOURCE/.default'],
  ],
  [
    'a resource with a path',
    { scope: 'https://a.example/b' },
    ['a single permission', 'Write RESOURCE/.default'],
  ],
  [
    'an app ID URI with a path',
    { scope: 'api://app/b/c' },
    ['a single permission', 'Write RESOURCE/.default'],
  ],
  ['a scheme of more than letters', { scope: 'x-y://app' }, ['came 9 characters, a single permission']],
  [
    'two scopes',
    { scope: `${guid} api://app` },
    [`scope: came with 2 scopes`, `Did you mean "${api}/.default"?`],
  ],
  [
    'a word',
    { scope: 'environments' },
    ['came 12 characters, which is no scope', `Did you mean "${api}/.default"?`],
  ],
  [
    'a word in another cloud',
    { cloud: 'dod', scope: 'x' },
    ['which is no scope', '"https://api.appsplatform.us/.default"?'],
  ],
  [
    'a word in no cloud',
    { cloud: 'mars', scope: 'x' },
    ['cloud:'],
    ['which is no scope', `"${api}/.default"?`],
  ],
  ["OpenID's own", { scope: 'openid' }, ['scope: came "openid", which is no scope']],
  [
    'a user and a password',
    { scope: 'https://u:pw@a.example' },
    ['came 22 characters with credentials in them, which no scope has; take them out.'],
  ],
  ['a user', { scope: 'https://u@a.example' }, ['which no scope has']],
  ['a password', { scope: 'https://:pw@a.example' }, ['which no scope has']],
  ['another alphabet', { scope: 'https://\u0430.example/.default' }, ['which is no scope']],
  ['one after other text', { scope: '!https://a.example/.default' }, ['which is no scope']],
  [
    'a host without scheme',
    { 'authority-host': 'login.example' },
    ['authority-host: came 13 characters, which is no URL with a host; allowed is', 'https://host:port.$'],
  ],
  [
    'a known host without scheme',
    { 'authority-host': 'login.microsoftonline.us' },
    [
      'came "login.microsoftonline.us", which is no URL with a host',
      'mean "https://login.microsoftonline.us"?',
    ],
  ],
  [
    'no host',
    { 'authority-host': 'https://' },
    ['came 8 characters, which is no URL with a host', 'https://host:port.$'],
  ],
  [
    'a port out of range',
    { 'authority-host': 'https://a:99999' },
    ['which is no URL with a host', 'https://host:port.$'],
  ],
  [
    'http',
    { 'authority-host': 'http://login.example' },
    ['with http://; the credential', 'https://host:port.$'],
  ],
  [
    'another scheme',
    { 'authority-host': 'hunter2://login.example' },
    ['with another scheme; the credential', 'https://host:port.$'],
  ],
  [
    'a path',
    { 'authority-host': 'https://a.example/x' },
    ['with a path, query or fragment in it', 'https://host:port.$'],
  ],
  ['a query', { 'authority-host': 'https://a.example?x' }, ['with a path, query or fragment in it']],
  ['a fragment', { 'authority-host': 'https://a.example#x' }, ['with a path, query or fragment in it']],
  [
    'a password',
    { 'authority-host': 'https://u:p@a.example' },
    ['came 21 characters, with a user name or password in it', 'https://host:port.$'],
  ],
  [
    'an audience with a space',
    { audience: 'a b' },
    ['audience: came "a b"; allowed', 'This cloud\'s is "api://AzureADTokenExchange"'],
  ],
  ['a long audience', { audience: 'x'.repeat(601) }, ['audience: came 601 characters']],
  ['verify: yes', { verify: 'yes' }, ['verify: came "yes"; allowed are true, false. Did you mean "true"?']],
  ['verify: ON', { verify: 'ON' }, ['Did you mean "true"?']],
  ['verify: 1', { verify: '1' }, ['Did you mean "true"?']],
  ['verify: y', { verify: 'y' }, ['Did you mean "true"?']],
  ['verify: No', { verify: 'No' }, ['Did you mean "false"?']],
  ['verify: off', { verify: 'off' }, ['Did you mean "false"?']],
  ['verify: 0', { verify: '0' }, ['Did you mean "false"?']],
  ['verify: n', { verify: 'n' }, ['Did you mean "false"?']],
  ['verify: tru', { verify: 'tru' }, ['Did you mean "true"?']],
  ['verify: maybe', { verify: 'maybe' }, ['came 5 characters; allowed are true, false.$']],
  ['verify: only', { verify: 'only' }, ['came 4 characters; allowed are true, false.$']],
  ['verify: any', { verify: 'any' }, ['came "any"; allowed are true, false.$']],
  ['verify: none', { verify: 'none' }, ['came 4 characters; allowed are true, false.$']],
  ['verify: 10', { verify: '10' }, ['came "10"; allowed are true, false.$']],
  ['verify: 21', { verify: '21' }, ['came "21"; allowed are true, false.$']],
  [
    "verify with another API's scope",
    { verify: 'true', scope: 'https://graph.microsoft.com' },
    ['verify: came "true", which calls Power Platform API', `scope: ${api}/.default.`],
  ],
  [
    'verify with an API of a longer name',
    { verify: 'true', scope: `${api}.example` },
    ['verify: came "true"'],
  ],
  [
    'verify and a wrong cloud',
    { verify: 'true', cloud: 'mars', scope: 'https://graph.microsoft.com' },
    ['cloud: came'],
  ],
  [
    '0 seconds',
    { timeout: '0' },
    ['timeout: came "0"; allowed are whole seconds from 1 to 3600. Did you mean "1"?'],
  ],
  ['3601 seconds', { timeout: '3601' }, ['Did you mean "3600"?']],
  ['too many digits', { timeout: '0000000005' }, ['came 10 characters; allowed', '3600.$']],
  ['seconds with text before', { timeout: 'x5' }, ['came "x5"', '3600.$']],
  ['seconds with text after', { timeout: '5x' }, ['came "5x"', '3600.$']],
  ['minutes', { timeout: '1m' }, ['Did you mean "60"?']],
  ['minutes, written out', { timeout: '2 Minutes' }, ['Did you mean "120"?']],
  ['one minute', { timeout: '1 minute' }, ['Did you mean "60"?']],
  ['min', { timeout: '1min' }, ['Did you mean "60"?']],
  ['mins', { timeout: '2mins' }, ['Did you mean "120"?']],
  ['hours', { timeout: '0.5h' }, ['Did you mean "1800"?']],
  ['an hour', { timeout: '1 hour' }, ['Did you mean "3600"?']],
  ['two hours', { timeout: '2hours' }, ['Did you mean "3600"?']],
  ['milliseconds', { timeout: '30000ms' }, ['Did you mean "30"?']],
  ['s', { timeout: '30s' }, ['Did you mean "30"?']],
  ['sec', { timeout: '30sec' }, ['Did you mean "30"?']],
  ['secs', { timeout: '30secs' }, ['Did you mean "30"?']],
  ['second', { timeout: '1  second' }, ['Did you mean "1"?']],
  ['seconds', { timeout: '10seconds' }, ['Did you mean "10"?']],
  ['a fraction', { timeout: '12.25' }, ['Did you mean "12"?']],
  ['a negative number', { timeout: '-5' }, ['came "-5"', '3600.$']],
  ['no fraction', { timeout: '5.' }, ['came "5."', '3600.$']],
  [
    'a wait that is none',
    { 'wait-for-propagation': '1h' },
    ['wait-for-propagation: came "1h"; allowed are whole seconds from 0 to 3600. Did you mean "3600"?'],
  ],
  [
    'a mistyped summary',
    { summary: 'off' },
    ['summary: came "off"; allowed are always, on-failure, never.$'],
  ],
  ['a near summary', { summary: 'allways' }, ['Did you mean "always"?']],
  ...['pp-token', '9x', 'x=1', 'x y', 'github-token', 'Pässword', 'a\nb'].map(
    (name): [string, Record<string, string>, string[]] => [
      `the variable ${JSON.stringify(name)}`,
      { 'export-as': name },
      ['export-as: came ', 'the name of an environment variable, such as "POWER_PLATFORM_TOKEN": letters'],
    ],
  ),
  ...(
    [
      ['https_proxy NO_PROXY ALL_PROXY _proxy', '*_PROXY', 'curl, Node.js'],
      ['GITHUB_X GITHUB_TOKEN', 'GITHUB_*', 'the runner'],
      ['runner_x', 'RUNNER_*', 'the runner'],
      ['ACTIONS_X', 'ACTIONS_*', 'the runner'],
      ['INPUT_X', 'INPUT_*', 'the runner'],
      ['ci', 'CI', 'the runner'],
      ['AGENT_X', 'AGENT_*', 'Azure Pipelines'],
      ['SYSTEM_ACCESSTOKEN', 'SYSTEM_*', 'Azure Pipelines'],
      ['BUILD_X', 'BUILD_*', 'Azure Pipelines'],
      ['GH_TOKEN', 'GH_*', 'the GitHub CLI'],
      ['GIT_SSH_COMMAND', 'GIT_*', 'git'],
      ['SSH_ASKPASS', 'SSH_*', 'git, SSH'],
      ['CURL_CA_BUNDLE', 'CURL_*', 'curl'],
      ['SSL_CERT_FILE', 'SSL_*', 'what makes TLS'],
      ['OPENSSL_CONF', 'OPENSSL_*', 'what makes TLS'],
      ['HOSTALIASES', 'HOSTALIASES', 'the resolver'],
      ['LD_PRELOAD', 'LD_*', 'the system'],
      ['DYLD_X', 'DYLD_*', 'the system'],
      ['Path PATHEXT', 'PATH*', 'nearly every'],
      ['home', 'HOME*', 'nearly every'],
      ['TMPDIR', 'TMPDIR', 'nearly every'],
      ['LC_ALL', 'LC_*', 'nearly every'],
      ['XDG_CONFIG_HOME', 'XDG_*', 'nearly every'],
      ['ComSpec', 'COMSPEC', 'Windows'],
      ['PSModulePath PS1 PS4', 'PS*', 'bash, PowerShell'],
      ['BASH_ENV', 'BASH*', 'bash'],
      ['ENV', 'ENV', 'bash'],
      ['IFS', 'IFS', 'bash'],
      ['_', '_', 'bash'],
      ['PROMPT_COMMAND', 'PROMPT_*', 'bash'],
      ['EDITOR', 'EDITOR', 'what starts'],
      ['MANPAGER', '*PAGER', 'what starts'],
      ['NODE', 'NODE', 'Node.js'],
      ['NODE_OPTIONS NODE_EXTRA_CA_CERTS', 'NODE_*', 'Node.js'],
      ['npm_config_registry', 'NPM_*', 'Node.js'],
      ['PYTHONPATH', 'PYTHON*', 'Python'],
      ['PERL5OPT', 'PERL*', 'Perl'],
      ['RUBYOPT', 'RUBY*', 'Ruby'],
      ['PHPRC', 'PHPRC', 'PHP'],
      ['JAVA_TOOL_OPTIONS', 'JAVA_*', 'Java'],
      ['_JAVA_OPTIONS', '_JAVA_OPTIONS', 'Java'],
      ['JDK_JAVA_OPTIONS', 'JDK_*', 'Java'],
      ['MAVEN_OPTS', 'MAVEN_*', 'Java'],
      ['GRADLE_OPTS', 'GRADLE_*', 'Java'],
      ['DOTNET_STARTUP_HOOKS', 'DOTNET_*', '.NET'],
      ['COMPLUS_X', 'COMPlus_*', '.NET'],
      ['CORECLR_PROFILER_PATH', 'CORECLR_*', '.NET'],
      ['GOFLAGS', 'GOFLAGS', 'Go'],
      ['RUSTC_WRAPPER', 'RUST*', 'Rust'],
      ['LDFLAGS', 'LDFLAGS', 'compilers'],
      ['AZURE_CLIENT_SECRET', 'AZURE_*', 'the Azure CLI'],
      ['MSAL_FORCE_REGION', 'MSAL_*', 'the Azure CLI'],
      ['AWS_CA_BUNDLE', 'AWS_*', 'the tools of other clouds'],
      ['KUBECONFIG', 'KUBE*', 'the tools for containers'],
      ['__proto__', '__*', 'JavaScript'],
      ['constructor', 'constructor', 'JavaScript'],
      ['TOSTRING', 'toString', 'JavaScript'],
    ] as const
  ).flatMap(([names, family, reader]) =>
    names
      .split(' ')
      .map((name): [string, Record<string, string>, string[]] => [
        `the variable ${name}`,
        { 'export-as': name },
        [
          `export-as: came a name like ${family}, which is read by ${reader}`,
          'such as "POWER_PLATFORM_TOKEN".',
        ],
      ]),
  ),
  [
    'no secret',
    { credential: 'client-secret' },
    ['client-secret: arrived empty. If it is set from a secret'],
  ],
  ['no user', { credential: 'password', password: 'pw' }, ['username: came nothing; allowed is']],
  [
    'no password',
    { credential: 'password', username: 'a@b.example', password: '\n' },
    ['password: arrived empty. If it'],
  ],
  [
    'all at once, in the order of the reading',
    {
      cloud: 'mars',
      audience: 'a b',
      scope: 'x',
      'tenant-id': '',
      'client-id': '',
      'authority-host': 'x',
      timeout: 'x',
      'export-as': '?',
    },
    ['cloud:'],
    ['audience:'],
    ['scope:'],
    ['tenant-id:'],
    ['client-id:'],
    ['authority-host:'],
    ['timeout:'],
    ['export-as:'],
  ],
]

describe('inputs that are refused', () => {
  for (const [name, inputs, ...expected] of refused) {
    it(name, async () => {
      const { why } = await complaintsAbout({ ...good, ...inputs })
      const complaints = why.split('\n- ').slice(1)
      assert.equal(complaints.length, expected.length, why)
      for (const [index, words] of expected.entries()) {
        const complaint = `${complaints[index]}$`
        for (const word of words) assert.ok(complaint.includes(word), `${word} in ${complaint}`)
      }
    })
  }

  it('are named once in the title, and explained line by line', async () => {
    const one = await complaintsAbout({ ...good, timeout: 'x' })
    assert.equal(one.title, 'Inputs need a correction: timeout')
    assert.match(one.why, /^this input cannot be used as it is:\n- timeout: /)
    const parts = await complaintsAbout({ ...good, scope: 'x y', timeout: '-', username: 'x', password: 'y' })
    assert.equal(parts.title, 'Inputs need a correction: username, scope, timeout')
    assert.match(
      parts.why,
      /^these inputs cannot be used as they are:\n- username: .*\n- scope: .*\n- scope: .*\n- timeout: .*$/,
    )
    assert.equal(parts.heading, 'Inputs')
    assert.equal(parts.tried, 'reading the inputs; nothing was sent')
  })

  it('say it where a token cannot be handed over', async () => {
    const host = Object.assign(new MemoryHost(good, 'e30.e30.x'), {
      obstacles: () => new GitHubOutputs({ env: {}, exportAs: undefined }).obstacles(),
    })
    const { why } = await complaintsAbout(good, host)
    assert.match(
      why,
      /- outputs: GITHUB_OUTPUT is not set, so there is no file to hand the token over in\. The step must run/,
    )
  })

  it("keep a host's own title and fix", async () => {
    const obstacle = {
      input: 'outputs',
      sentence: 'The loom is full.',
      alone: { title: 'No room on the loom', heading: 'Outputs' },
      fix: { text: 'Empty it.', command: 'loom empty' },
    }
    const host = Object.assign(new MemoryHost(good, 'e30.e30.x'), { obstacles: () => [obstacle] })
    const { title, heading, why, fixes } = await complaintsAbout(good, host)
    assert.deepEqual(
      { title, heading, why, fixes },
      { ...obstacle.alone, why: obstacle.sentence, fixes: [obstacle.fix] },
    )
  })

  it('come without a warning where a secret is nothing but white space', async () => {
    const host = new MemoryHost({ ...good, credential: 'client-secret', 'client-secret': ' \n' })
    await complaintsAbout({}, host)
    assert.deepEqual(host.lines, [])
  })

  it('keep the lines of one complaint together', async () => {
    const advised = (inputs: object) =>
      complaintsAbout(
        {},
        Object.assign(new MemoryHost({ ...good, ...inputs }), {
          identityProvider: { obstacle: () => 'first\nsecond', token: () => assert.fail('asked for') },
        }),
      )
    assert.match((await advised({ timeout: 'x' })).why, /- credential: first\n {2}second\n- timeout: /)
    const alone = await advised({})
    assert.deepEqual([alone.title, alone.heading], [plainWords.noCredential, 'No OIDC token'])
    assert.equal(alone.why, 'first\nsecond')
  })
})

describe('a scope of an API', () => {
  for (const [scope, within] of [
    [api, true],
    [api.toUpperCase(), true],
    [`${api}/`, true],
    [`${api}/A.Read`, true],
    [`${api}.example`, false],
    ['https://graph.microsoft.com', false],
  ] as const) {
    it(`${scope}: ${within}`, () => assert.equal(isWithin(scope, api), within))
  }
})

describe('the inputs that are hidden', () => {
  it('are the secret ones, those of the environment, and those that are misspelt', () => {
    const host = new GitHubMemoryHost({
      ...{ 'client-secret': 'Abc8Q~one', 'tenant-id': guid, clientsecret: 'Abc8Q~two' },
    })
    Object.assign(host.inputs, { secrets: () => ['of-a-proxy'] })
    maskInputs(host)
    const said = `Abc8Q~one, ${guid}, Abc8Q~two, of-a-proxy`
    assert.equal(host.secrets.redact(said), `***, ${guid}, ***, ***`)
  })

  it('are complained about where they are misspelt', async () => {
    const { why } = await complaintsAbout({ ...good, clientsecret: 'Abc8Q~two' })
    assert.match(why, /clientsecret: is not an input\. Did you mean "client-secret"\?/)
  })
})
