import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, describe, it } from 'node:test'
import { assertionSource, type Grant } from '../../../../../src/entra/credential.ts'
import type { AccessToken } from '../../../../../src/entra/token-response.ts'
import { type Order, orderFor, readOrder } from '../../../../../src/hosts/github/endpoint/order.ts'
import { GitHubInputs } from '../../../../../src/hosts/github/inputs.ts'
import { readServeRequest, resourcesInput } from '../../../../../src/request/resources.ts'
import { SecretRegistry } from '../../../../../src/secrets/registry.ts'
import { Deadline } from '../../../../../src/values/deadline.ts'
import { leaf, pem, pkcs8 } from '../../../../credentials/certificate-forms.ts'
import { MemoryHost } from '../../../../memory-host.ts'

const folder = mkdtempSync(join(tmpdir(), 'order-'))
after(() => rmSync(folder, { recursive: true }))
const tokenFile = join(folder, 'token')
const jwtOf = (subject: string) => {
  const [head, claims] = [{ alg: 'RS256' }, { sub: subject }].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  )
  return `${head}.${claims}.c2lnbmF0dXJl`
}
const fromFile = jwtOf('file')
writeFileSync(tokenFile, `${fromFile}\n`)

const fingerprint = leaf.fingerprint256.replaceAll(':', '').toLowerCase()

const secrets = {
  client: 'Abc8Q~secret-of-the-app',
  password: 'Passw0rd! of ana',
  refresh: '1.refresh-token-of-ana',
  federated: jwtOf('given'),
  certificate: 'Passw0rd of the key',
  job: 'ey.ey.right-to-ask',
  machine: 'header-of-the-machine',
  other: 'a-secret-of-the-job',
}

/** What a job has in its environment, beside the step's inputs. */
const job = {
  GITHUB_REPOSITORY: 'octo/deploy',
  GITHUB_TOKEN: secrets.other,
  AZURE_CLIENT_SECRET: secrets.other,
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://oidc.example/token',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: secrets.job,
  ACTIONS_RUNTIME_TOKEN: secrets.other,
  IDENTITY_ENDPOINT: 'http://localhost:42356/msi/token',
  IDENTITY_HEADER: secrets.machine,
  PATH: '/usr/bin',
}

interface Row {
  inputs: Record<string, string>
  /** Of the answer with the first token. */
  refreshToken?: string
  /** The variables that the order holds in addition to those of every one. */
  variables?: string[]
  /** The secrets that it holds in addition to those of every one. */
  holds?: readonly string[]
  /** What tokens are got with: a grant, or what is presented. */
  with: Grant | string
}

const rows: Record<string, Row> = {
  "the job's own OIDC token": {
    inputs: {},
    variables: ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL'],
    holds: [secrets.job],
    with: 'ey.ey.for-api://AzureADTokenExchange',
  },
  "the job's own OIDC token, for another audience": {
    inputs: { audience: 'api://Other' },
    variables: ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL', 'INPUT_AUDIENCE'],
    holds: [secrets.job],
    with: 'ey.ey.for-api://Other',
  },
  'a token of another issuer': {
    inputs: { 'federated-token': secrets.federated },
    variables: ['INPUT_FEDERATED-TOKEN'],
    holds: [secrets.federated],
    with: secrets.federated,
  },
  'a file with such a token': {
    inputs: { 'federated-token-file': tokenFile },
    variables: ['INPUT_FEDERATED-TOKEN-FILE'],
    with: fromFile,
  },
  'a client secret': {
    inputs: { 'client-secret': secrets.client },
    holds: [secrets.client],
    with: { type: 'client-credentials', clientCredential: { clientSecret: secrets.client } },
  },
  'a certificate': {
    inputs: { certificate: pem },
    with: {
      type: 'client-credentials',
      clientCredential: {
        clientCertificate: {
          thumbprintSha256: fingerprint,
          privateKey: pkcs8,
        },
      },
    },
  },
  'a password, which gave a refresh token': {
    inputs: { username: 'ana@contoso.com', password: secrets.password },
    refreshToken: secrets.refresh,
    holds: [secrets.refresh],
    with: { type: 'refresh-token', refreshToken: secrets.refresh },
  },
  'a password and a client secret, which gave a refresh token': {
    inputs: {
      username: 'ana@contoso.com',
      password: secrets.password,
      'client-secret': secrets.client,
    },
    refreshToken: secrets.refresh,
    holds: [secrets.refresh, secrets.client],
    with: { type: 'refresh-token', refreshToken: secrets.refresh, clientSecret: secrets.client },
  },
  'a password, which gave none': {
    inputs: { username: 'ana@contoso.com', password: secrets.password },
    holds: [secrets.password],
    with: { type: 'password', username: 'ana@contoso.com', password: secrets.password },
  },
  "the machine's identity": {
    inputs: { credential: 'managed-identity' },
    variables: ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER'],
    holds: [secrets.machine],
    with: { type: 'managed-identity' },
  },
}

/** The request of a step with these inputs, and what it orders. */
async function ordered({ inputs, refreshToken }: Pick<Row, 'inputs' | 'refreshToken'>) {
  const all = {
    'tenant-id': 'b0f1f6a4-7c3e-4f0e-9d55-2f4f0a3c1d11',
    'client-id': '5a3b8f2e-1c4d-4e6f-8a7b-9c0d1e2f3a4b',
    cloud: 'gcc',
    timeout: '90',
    resources: 'https://api.gov.powerplatform.microsoft.us https://management.azure.com',
    ...inputs,
  }
  const request = await readServeRequest(new MemoryHost(all, 'ey.ey.job', [resourcesInput]))
  const variables = Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  const first = { value: 'ey.ey.first', expiresOn: new Date(2e12), refreshToken } as AccessToken
  const env = { ...job, ...Object.fromEntries(variables) }
  return { request, order: orderFor({ request, first, secret: 'a-secret-of-callers', env }) }
}

/** What the other process makes of it. */
function read(order: Order) {
  const host = new MemoryHost({})
  const { log, words, outputs, facts, failures } = host
  return readOrder(order, {
    ...{ log, secrets: host.secrets, words, outputs, facts, failures, obstacles: () => [] },
    inputs: new GitHubInputs(order.env, []),
    identityProvider: { obstacle: () => undefined, token: async (audience) => `ey.ey.for-${audience}` },
  })
}

describe('the order', () => {
  for (const [name, row] of Object.entries(rows)) {
    it(`says all that is needed, and nothing else: ${name}`, async () => {
      const { request, order } = await ordered(row)
      assert.deepEqual(
        Object.keys(order.env).toSorted(),
        ['GITHUB_REPOSITORY', ...(row.variables ?? [])].toSorted(),
      )
      const text = JSON.stringify(order)
      const held = Object.values(secrets).filter((secret) => text.includes(secret))
      assert.deepEqual(held.toSorted(), [...(row.holds ?? [])].toSorted())

      const { request: served, first, secret, port } = await read(JSON.parse(text))
      const { tenantId, clientId, cloud, authorityHost, timeout, resources } = request
      const { credential, ...others } = served
      assert.deepEqual(others, { tenantId, clientId, cloud, authorityHost, timeout, resources })
      assert.deepEqual([first.value, first.expiresOn.getTime()], ['ey.ey.first', 2e12])
      assert.deepEqual([secret, port], ['a-secret-of-callers', 0])

      const source = assertionSource(credential.grant)
      assert.deepEqual(
        source
          ? await source({ deadline: new Deadline(1000), secrets: new SecretRegistry() })
          : credential.grant,
        row.with,
      )
      assert.equal(credential.name, request.credential.name)
      assert.deepEqual(credential.presents, request.credential.presents)
      assert.equal(credential.isRenewable, request.credential.isRenewable)
    })
  }

  it('names a file by its whole path, since the other process has another folder', async () => {
    const { order } = await ordered({ inputs: { 'federated-token-file': 'token.jwt' } })
    assert.equal(order.env['INPUT_FEDERATED-TOKEN-FILE'], resolve('token.jwt'))
  })

  it('names the process that runs the job', async () => {
    const { order } = await ordered({ inputs: {} })
    assert.equal(order.runner, process.ppid)
  })

  it('has a first token that no inspection shows', async () => {
    const { order } = await ordered({ inputs: {} })
    const { first } = await read(order)
    assert.deepEqual(Object.keys(first), ['expiresOn'])
  })
})
