import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { taskInput } from '../../../../src/hosts/azure-pipelines/input-names.ts'
import { PipelineInputs } from '../../../../src/hosts/azure-pipelines/inputs.ts'

const ID = '11111111-2222-4333-8444-555555555555'

/** What the agent makes of a connection that the step names. */
function connected(
  {
    scheme,
    parameters = {},
    data = {},
    url = '',
  }: Partial<{
    scheme: string
    parameters: Record<string, string>
    data: Record<string, string>
    url: string
  }>,
  input = 'AZURESUBSCRIPTION',
) {
  const upper = (prefix: string, fields: Record<string, string>) =>
    Object.entries(fields).map(([name, value]) => [`${prefix}_${ID}_${name.toUpperCase()}`, value])
  return {
    [`INPUT_${input}`]: ID,
    [`ENDPOINT_URL_${ID}`]: url,
    [`ENDPOINT_AUTH_${ID}`]: JSON.stringify({ parameters, scheme }),
    ...(scheme && { [`ENDPOINT_AUTH_SCHEME_${ID}`]: scheme }),
    ...Object.fromEntries(upper('ENDPOINT_AUTH_PARAMETER', parameters)),
    ...Object.fromEntries(upper('ENDPOINT_DATA', data)),
  }
}

const app = { tenantid: 'TENANT', serviceprincipalid: 'CLIENT' }

const rows: [name: string, env: Record<string, string>, inputs: Record<string, string>][] = [
  [
    'workload identity federation',
    connected({ scheme: 'WorkloadIdentityFederation', parameters: app }),
    { credential: 'federated', 'tenant-id': 'TENANT', 'client-id': 'CLIENT' },
  ],
  [
    'a secret',
    connected({
      scheme: 'ServicePrincipal',
      parameters: { ...app, authenticationType: 'spnKey', serviceprincipalkey: 'KEY' },
    }),
    { credential: 'client-secret', 'client-id': 'CLIENT', 'client-secret': 'KEY' },
  ],
  [
    'a secret, without a scheme',
    connected({ parameters: { ...app, serviceprincipalkey: 'KEY' } }),
    { credential: 'client-secret', 'client-secret': 'KEY' },
  ],
  [
    'a certificate',
    connected({
      scheme: 'serviceprincipal',
      parameters: { ...app, authenticationType: 'spnCertificate', servicePrincipalCertificate: 'PEM' },
    }),
    { credential: 'certificate', certificate: 'PEM' },
  ],
  [
    'a managed identity',
    connected({
      scheme: 'ManagedServiceIdentity',
      parameters: { tenantid: 'TENANT' },
      data: { msiclientId: 'MSI' },
    }),
    { credential: 'managed-identity', 'client-id': 'MSI' },
  ],
  [
    "Power Platform's secret",
    connected(
      { scheme: 'None', parameters: { tenantId: 'TENANT', applicationId: 'CLIENT', clientSecret: 'KEY' } },
      'POWERPLATFORMSPN',
    ),
    { credential: 'client-secret', 'tenant-id': 'TENANT', 'client-id': 'CLIENT', 'client-secret': 'KEY' },
  ],
  [
    "Power Platform's federation",
    connected({ scheme: 'WorkloadIdentityFederation', parameters: app }, 'POWERPLATFORMSPN'),
    { credential: 'federated', 'tenant-id': 'TENANT', 'client-id': 'CLIENT' },
  ],
]

describe("a task's inputs", () => {
  for (const [name, env, expected] of rows) {
    it(`come from a connection with ${name}`, () => {
      const inputs = new PipelineInputs(env)
      const read = Object.keys(expected).map((input) => [input, inputs.read(input)])
      assert.deepEqual(Object.fromEntries(read), expected)
      assert.deepEqual(inputs.obstacles, [])
    })
  }

  for (const [name, cloud, env] of [
    ['AzureCloud', 'public', connected({ scheme: 'None', data: { environment: 'AzureCloud' } })],
    [
      'AzureUSGovernment',
      'gcc-high',
      connected({ scheme: 'None', data: { environment: 'AzureUSGovernment' } }),
    ],
    ['AzureChinaCloud', 'china', connected({ scheme: 'None', data: { environment: 'AzureChinaCloud' } })],
    [
      'crm9',
      'gcc',
      connected({ scheme: 'None', url: 'https://contoso.crm9.dynamics.com' }, 'POWERPLATFORMSPN'),
    ],
    ['appsplatform', 'dod', connected({ scheme: 'None', url: 'https://contoso.crm.appsplatform.us/' })],
    ['an unknown address', '', connected({ scheme: 'None', url: 'https://contoso.example' })],
  ] as const) {
    it(`name the cloud ${cloud} for ${name}`, () => {
      assert.equal(new PipelineInputs(env).read('cloud'), cloud)
    })
  }

  it('may name a cloud that shares the Entra of the connection', () => {
    const env = connected({
      scheme: 'WorkloadIdentityFederation',
      parameters: app,
      data: { environment: 'AzureUSGovernment' },
    })
    const inputs = new PipelineInputs({ ...env, INPUT_CLOUD: 'dod' })
    assert.equal(inputs.read('cloud'), 'dod')
    assert.deepEqual(inputs.obstacles, [])
  })

  for (const [name, env, sentence] of [
    [
      'a cloud of another Entra',
      {
        ...connected({
          scheme: 'WorkloadIdentityFederation',
          parameters: app,
          data: { environment: 'AzureCloud' },
        }),
        INPUT_CLOUD: 'china',
      },
      /^is "china", but the connection is of AzureCloud/,
    ],
    [
      'a publish profile',
      connected({ scheme: 'PublishProfile', parameters: { publishProfile: 'x' } }),
      /^names a connection with a publish profile, which gets no tokens\. Make one with workload identity federation/,
    ],
    [
      'a secret beside a connection',
      {
        ...connected({ scheme: 'WorkloadIdentityFederation', parameters: app }),
        INPUT_CLIENTSECRET: 'x',
        INPUT_CREDENTIAL: 'auto',
      },
      /^can't be combined with clientSecret: the connection says who signs in/,
    ],
    [
      'two connections',
      { ...connected({ scheme: 'WorkloadIdentityFederation', parameters: app }), INPUT_POWERPLATFORMSPN: ID },
      /^came together with powerPlatformSPN; give one of them/,
    ],
  ] as const) {
    it(`complain of ${name}`, () => {
      assert.match(new PipelineInputs(env).obstacles[0]?.sentence ?? '', sentence)
    })
  }

  it('are called as pipelines call them', () => {
    assert.deepEqual(['tenant-id', 'client-secret', 'power-platform-spn', 'cloud'].map(taskInput), [
      'tenantId',
      'clientSecret',
      'powerPlatformSPN',
      'cloud',
    ])
  })
})
