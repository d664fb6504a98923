import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import type { ServiceConnection } from './azure-devops-connection.ts'
import type { PipelineJob, PipelineJobOptions } from './azure-devops-job.ts'
import type { Project } from './azure-devops-organization.ts'
import { type ClientAnswer, requestToken, send } from './client.ts'
import { type Emulator, startEmulator } from './emulator.ts'

interface Setting extends AsyncDisposable {
  emulator: Emulator
  project: Project
  connection: ServiceConnection
  tenant: ReturnType<Emulator['entra']['addTenant']>
  app: ReturnType<Setting['tenant']['addApp']>
}

/** An organization with a project, whose connection an app of a tenant trusts. */
async function startSetting(issuer: 'entra' | 'azure-devops' = 'entra'): Promise<Setting> {
  const emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp()
  const project = emulator.azureDevOps.addOrganization().addProject({ name: 'Deploy' })
  const connection = project.addServiceConnection({ tenant, app, issuer })
  app.addFederatedCredential(connection.federatedCredential)
  const dispose = () => emulator[Symbol.asyncDispose]()
  return { emulator, project, connection, tenant, app, [Symbol.asyncDispose]: dispose }
}

interface Asking {
  url?: string
  query?: string
  method?: string
  token?: string
  headers?: Record<string, string>
}

/** Asks for a job's token as clients do, with what a test would rather do. */
function ask(emulator: Emulator, job: PipelineJob, asking: Asking = {}): Promise<ClientAnswer> {
  const { host, hostname, pathname } = new URL(asking.url ?? job.oidcRequestUri)
  const { query = `api-version=7.1&serviceConnectionId=${job.connections[0]?.id}` } = asking
  return send(emulator, {
    service: 'devops',
    method: asking.method ?? 'POST',
    path: `${pathname}${query ? `?${query}` : ''}`,
    ...(hostname !== 'localhost' && { host }),
    headers: {
      Authorization: `Bearer ${asking.token ?? job.accessToken}`,
      'Content-Type': 'application/json',
      'X-TFS-FedAuthRedirect': 'Suppress',
      ...asking.headers,
    },
  })
}

const present = ({ emulator, tenant, app }: Setting, assertion: string) =>
  requestToken(emulator, tenant.id, {
    grant_type: 'client_credentials',
    client_id: app.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: 'https://api.powerplatform.com/.default',
  })

suite('the tokens of Azure DevOps', { concurrency: true }, () => {
  test('an older connection’s is signed by Azure DevOps, for ten minutes, and Entra takes it', async () => {
    await using setting = await startSetting('azure-devops')
    const { emulator, project, connection } = setting
    const { status, json } = await ask(emulator, project.job({ connections: [connection] }))
    assert.deepEqual([status, Object.keys(json)], [200, ['oidcToken']])
    const { issuer, id } = project.organization
    const get = (path: string) => send(emulator, { service: 'devops', path, host: 'vstoken.dev.azure.com' })
    const configuration = (await get(`/${id}/.well-known/openid-configuration`)).json
    assert.deepEqual(
      [configuration.issuer, configuration.jwks_uri],
      [issuer, 'https://vstoken.dev.azure.com/.well-known/jwks'],
    )
    const keys = createLocalJWKSet((await get('/.well-known/jwks')).json)
    const { payload } = await jwtVerify(json.oidcToken, keys, { issuer })
    assert.deepEqual(
      [payload.sub, payload.aud],
      ['sc://contoso/Deploy/contoso-deploy', 'api://AzureADTokenExchange'],
    )
    assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 600)
    assert.equal((await present(setting, json.oidcToken)).status, 200)
    assert.deepEqual(
      emulator.issuerRequests.map(({ host, path }) => `${host}${path}`),
      [
        `vstoken.dev.azure.com/${id}/.well-known/openid-configuration`,
        'vstoken.dev.azure.com/.well-known/jwks',
      ],
    )
    assert.deepEqual(emulator.unexpected, [])
  })

  test('a newer connection’s is signed by Entra, with a subject of bytes and IDs, and Entra takes it', async () => {
    await using setting = await startSetting()
    const { emulator, project, tenant, connection } = setting
    const { json } = await ask(emulator, project.job({ connections: [connection] }))
    const issuer = `https://login.microsoftonline.com/${tenant.id}/v2.0`
    const { jwks_uri } = (
      await send(emulator, { path: `/${tenant.id}/v2.0/.well-known/openid-configuration` })
    ).json
    const keys = createLocalJWKSet((await send(emulator, { path: new URL(jwks_uri).pathname })).json)
    const { payload } = await jwtVerify(json.oidcToken, keys, { issuer })
    assert.match(
      payload.sub ?? '',
      new RegExp(
        `^/eid1/c/pub/t/[\\w-]{22}/a/rISbSSETf0KqFyZ8ppdXmA/sc/${project.organization.id}/${connection.id}$`,
      ),
    )
    assert.equal(payload.aud, 'fb60f99c-7a34-4190-8149-302f77469936')
    assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 600)
    assert.equal((await present(setting, json.oidcToken)).status, 200)
  })

  test('Entra compares them byte by byte, too', async () => {
    await using setting = await startSetting()
    const { emulator, connection, app } = setting
    const { azureDevOps } = emulator
    const code = async (token: Promise<string>) => (await present(setting, await token)).json.error_codes
    assert.deepEqual(await code(azureDevOps.mint(connection, { forged: true })), [500126])
    const { issuer, subject, audience } = connection.federatedCredential
    assert.deepEqual(await code(azureDevOps.mint(connection, { claims: { sub: `${subject}x` } })), [700213])
    assert.deepEqual(
      await code(azureDevOps.mint(connection, { claims: { sub: crypto.randomUUID() } })),
      [700222],
    )
    app.federatedCredentials.length = 0
    app.addFederatedCredential({ issuer, subject: subject.toUpperCase(), audience })
    const upper = azureDevOps.mint(connection, { claims: { sub: subject.replace('/sc/', '/SC/') } })
    assert.deepEqual(await code(upper), [7002138])
    azureDevOps.lifetime = -10
    app.federatedCredentials.length = 0
    app.addFederatedCredential({ issuer, subject, audience })
    assert.deepEqual(await code(azureDevOps.mint(connection)), [700024])
  })

  test('without a connection the token is of the pipeline', async () => {
    await using setting = await startSetting()
    const job = setting.project.job({ pipeline: 'Nightly' })
    const claims = decodeJwt((await ask(setting.emulator, job, { query: 'api-version=7.1' })).json.oidcToken)
    assert.deepEqual(
      [claims.sub, claims.iss],
      ['p://contoso/Deploy/Nightly', setting.project.organization.issuer],
    )
  })

  test('it is asked for by any of its URLs, with a version in either place', async () => {
    await using setting = await startSetting()
    const { emulator, project, connection } = setting
    const hosts = async (options: PipelineJobOptions, asking: Asking = {}) => {
      const job = project.job({ connections: [connection], ...options })
      assert.equal((await ask(emulator, job, asking)).status, 200)
      return job.oidcRequestUri.split('/').slice(2, 4)
    }
    assert.deepEqual(await hosts({}), [new URL(emulator.devOpsOrigin).host, 'contoso'])
    assert.deepEqual(await hosts({ realHosts: true }), ['dev.azure.com', 'contoso'])
    assert.deepEqual(await hosts({ realHosts: true, oldUrls: true }), [
      'contoso.visualstudio.com',
      project.id,
    ])
    await hosts({ hostType: 'release' })
    await hosts({}, { query: `api-version=7.2-preview.1&serviceConnectionId=${connection.id.toUpperCase()}` })
    await hosts(
      {},
      {
        query: `serviceConnectionId=${connection.id}`,
        headers: { Accept: 'application/json;api-version=7.2-preview.1' },
      },
    )
    // As a client puts it together where the server doesn't say where tokens come from.
    const job = project.job({ connections: [connection], saysOidcRequestUri: false })
    const { variables } = job
    assert.equal(variables['system.oidcRequestUri'], undefined)
    const url = `${variables['system.collectionUri']}${variables['system.teamProject']}/_apis/distributedtask/hubs/${variables['system.hostType']}/plans/${variables['system.planId']}/jobs/${variables['system.jobId']}/oidctoken`
    assert.equal((await ask(emulator, job, { url })).status, 200)
    assert.deepEqual(emulator.unexpected, [])
  })
})

suite('the refusals of Azure DevOps', { concurrency: true }, () => {
  test('of a token: 401 for a client that says it is none for people, else a page to sign in', async () => {
    await using setting = await startSetting()
    const { emulator, project, connection } = setting
    const job = project.job({ connections: [connection], realHosts: true })
    const over = project.job({ connections: [connection] })
    over.isOver = true
    for (const asking of [
      { token: '' },
      { token: 'wrong' },
      { token: over.accessToken },
      { headers: { Authorization: '' } },
    ]) {
      const { status, text, headers } = await ask(emulator, job, asking)
      assert.deepEqual([status, text], [401, ''])
      assert.match(String(headers['www-authenticate']), /^Bearer authorization_uri=/)
      assert.match(String(headers['x-vss-e2eid']), /^[\da-f-]{36}$/)
    }
    const redirected = await ask(emulator, job, { token: 'wrong', headers: { 'X-TFS-FedAuthRedirect': '' } })
    assert.equal(redirected.status, 302)
    assert.match(redirected.text, /<title>Object moved<\/title>/)
    const location = new URL(redirected.headers.location ?? '')
    assert.equal(location.pathname, '/_signin')
    const { host, pathname: path } = location
    const page = await send(emulator, { service: 'devops', host, path })
    assert.equal(page.status, 203)
    assert.match(String(page.headers['content-type']), /^text\/html/)
    assert.match(page.text, /Azure DevOps Services \| Sign In/)
    assert.deepEqual(emulator.unexpected, [])
  })

  test('of a request: another method, no version, another stage’s connection, and each in its own form', async () => {
    await using setting = await startSetting()
    const { emulator, project, connection } = setting
    const other = project.addServiceConnection({ name: 'other' })
    const job = project.job({
      stage: 'Execute',
      name: 'Clean',
      connections: [connection],
      references: [other],
    })
    const refused = async (asking: Asking) => {
      const { status, json, headers } = await ask(emulator, job, asking)
      assert.ok(headers['x-vss-e2eid'])
      return [status, json]
    }

    assert.deepEqual(await refused({ method: 'GET' }), [
      405,
      { count: 1, value: { Message: "The requested resource does not support http method 'GET'." } },
    ])

    const [noVersion, error] = await refused({ query: `serviceConnectionId=${connection.id}` })
    assert.equal(noVersion, 400)
    assert.match(error.message, /^No api-version was supplied for the "POST" request\. The version must/)
    assert.equal(error.typeKey, 'VssVersionNotSpecifiedException')
    assert.deepEqual(Object.keys(error).slice(0, 3), ['$id', 'innerException', 'message'])
    const [wrongVersion] = await refused({ query: 'api-version=8.0' })
    assert.equal(wrongVersion, 400)

    const unknown = crypto.randomUUID()
    const [unreferenced, list] = await refused({ query: `api-version=7.1&serviceConnectionId=${unknown}` })
    assert.equal(unreferenced, 400)
    assert.equal(
      list.value,
      `There is no explicit reference to service connection ${unknown} from current stage Execute.Clean.__default.`,
    )
    assert.equal(list.count, list.value.length)
    assert.equal((await refused({ query: `api-version=7.1&serviceConnectionId=${other.id}` }))[0], 200)
    assert.equal((await refused({ query: 'api-version=7.1&serviceConnectionId=other' }))[0], 400)
  })

  test('of a plan or job that is not the caller’s, with the type of the error', async () => {
    await using setting = await startSetting()
    const { emulator, project, connection } = setting
    const [job, other] = [
      project.job({ connections: [connection] }),
      project.job({ connections: [connection] }),
    ]
    const typeOf = async (url: string) => {
      const { status, json } = await ask(emulator, job, { url })
      return [status, json.typeKey]
    }
    const uri = job.oidcRequestUri
    assert.deepEqual(await typeOf(uri.replace(job.planId, crypto.randomUUID())), [
      404,
      'TaskOrchestrationPlanNotFoundException',
    ])
    assert.deepEqual(await typeOf(uri.replace(job.id, crypto.randomUUID())), [
      404,
      'TaskOrchestrationJobNotFoundException',
    ])
    assert.deepEqual(await typeOf(other.oidcRequestUri), [403, 'TaskOrchestrationPlanSecurityException'])
  })

  test('what nobody knows is noted', async () => {
    await using setting = await startSetting()
    const { emulator, project, connection } = setting
    const job = project.job({ connections: [connection] })
    for (const url of [
      job.oidcRequestUri.replace('/contoso/', '/fabrikam/'),
      job.oidcRequestUri.replace(project.id, 'elsewhere'),
      job.oidcRequestUri.replace('oidctoken', 'logs'),
    ]) {
      assert.equal((await ask(emulator, job, { url })).status, 404)
    }
    assert.equal(emulator.unexpected.length, 3)
  })
})

test('a secure file comes for the ticket of the job, and for no other', async () => {
  await using setting = await startSetting()
  const { emulator, project } = setting
  const content = Buffer.from([0, 255, 13, 10])
  const file = project.addSecureFile({ name: 'app.pfx', content })
  const [job, stranger] = [
    project.job({ secureFiles: [file], realHosts: true }),
    project.job({ realHosts: true }),
  ]
  const url = `https://dev.azure.com/contoso/${project.id}/_apis/distributedtask/securefiles/${file.id}`
  const ticket = job.secureFiles[0]?.ticket
  const get = (caller: PipelineJob, asking: Asking = {}) =>
    ask(emulator, caller, { url, method: 'GET', query: `ticket=${ticket}&download=false`, ...asking })

  const { status, text, headers } = await get(job)
  assert.deepEqual([status, headers['content-type']], [200, 'application/octet-stream'])
  assert.equal(text, content.toString('utf8'))
  assert.equal((await get(job, { query: 'ticket=wrong' })).status, 403)
  assert.equal((await get(stranger)).status, 403)
  assert.equal((await get(job, { token: 'wrong' })).status, 401)
  assert.equal((await get(job, { method: 'POST' })).status, 405)
  assert.equal((await get(job, { url: url.replace(file.id, crypto.randomUUID()) })).status, 404)
  assert.deepEqual(emulator.unexpected, [])
})

test('a connection has the parameters of its type and scheme', async () => {
  await using setting = await startSetting()
  const { project, tenant, app, connection } = setting
  const of = (options: Parameters<Project['addServiceConnection']>[0]) => {
    const { scheme, parameters } = project.addServiceConnection({ tenant, app, ...options })
    return [scheme, ...Object.keys(parameters)]
  }
  const identity = ['tenantid', 'serviceprincipalid']
  const [issuer, subject] = ['workloadIdentityFederationIssuer', 'workloadIdentityFederationSubject']
  assert.deepEqual(of({}), ['WorkloadIdentityFederation', ...identity, issuer, subject])
  const key = ['authenticationType', 'serviceprincipalkey']
  assert.deepEqual(of({ credential: { secret: 'x' } }), ['ServicePrincipal', ...identity, ...key])
  const certificate = ['authenticationType', 'servicePrincipalCertificate']
  assert.deepEqual(of({ credential: { certificate: 'x' } }), [
    'ServicePrincipal',
    ...identity,
    ...certificate,
  ])
  assert.deepEqual(of({ credential: 'managed-identity' }), ['ManagedServiceIdentity', 'tenantid'])
  const profile = ['PublishProfile', 'publishProfile', 'tenantid']
  assert.deepEqual(of({ credential: { publishProfile: 'x' } }), profile)

  const type = 'powerplatform-spn'
  assert.deepEqual(of({ type }), ['WorkloadIdentityFederation', ...identity])
  const secret = ['None', 'tenantId', 'applicationId', 'clientSecret']
  assert.deepEqual(of({ type, credential: { secret: 'x' } }), secret)
  assert.deepEqual(of({ type, credential: 'managed-identity' }), ['ManagedServiceIdentity', 'tenantid'])
  const user = { username: 'ada', password: 'x' }
  assert.deepEqual(of({ type: 'Generic', credential: user }), ['UsernamePassword', 'username', 'password'])

  assert.deepEqual(
    [connection.data.environment, connection.url],
    ['AzureCloud', 'https://management.azure.com/'],
  )
  assert.equal(
    connection.parameters.workloadIdentityFederationSubject,
    connection.federatedCredential.subject,
  )
})
