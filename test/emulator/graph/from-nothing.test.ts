import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type ClientAnswer, send } from '../client.ts'
import { type Cloud, ok, type Person, startWorld, tokenOf, type World } from './world.ts'

/** As Microsoft documents them; the other clouds' addresses of Graph aren't published. */
const clouds: Record<string, Cloud & { audience: string }> = {
  public: {
    graph: 'graph.microsoft.com',
    api: 'api.powerplatform.com',
    login: 'login.microsoftonline.com',
    audience: 'api://AzureADTokenExchange',
  },
  gcc: {
    graph: 'graph.microsoft.com',
    api: 'api.gov.powerplatform.microsoft.us',
    login: 'login.microsoftonline.com',
    audience: 'api://AzureADTokenExchange',
  },
  'gcc-high': {
    graph: 'graph.microsoft.us',
    api: 'api.high.powerplatform.microsoft.us',
    login: 'login.microsoftonline.us',
    audience: 'api://AzureADTokenExchangeUSGov',
  },
  dod: {
    graph: 'dod-graph.microsoft.us',
    api: 'api.appsplatform.us',
    login: 'login.microsoftonline.us',
    audience: 'api://AzureADTokenExchangeUSGov',
  },
  china: {
    graph: 'microsoftgraph.chinacloudapi.cn',
    api: 'api.powerplatform.partner.microsoftonline.cn',
    login: 'login.partner.microsoftonline.cn',
    audience: 'api://AzureADTokenExchangeChina',
  },
}

const powerPlatform = '8578e004-a5c6-46e7-913e-12f58912df43'
const readEnvironments = 'EnvironmentManagement.Environments.Read'
const assignRoles = 'Authorization.RoleAssignments.Write'
const upsert = { Prefer: 'create-if-missing' }
const version = 'api-version=2024-10-01'

describe('from an empty tenant to a list of environments', () => {
  for (const [name, cloud] of Object.entries(clouds)) {
    it(`in ${name}, by plain requests`, async () => {
      await using world = await startWorld({}, cloud)
      const { emulator, tenant } = world
      tenant.removeResource()
      emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Development' })
      const admin = await world.signIn({
        roles: ['Cloud Application Administrator', 'Power Platform Administrator'],
      })

      const api = await instantiate(admin, powerPlatform)
      const scopes = new Map(
        api.oauth2PermissionScopes.map(({ value, id }: Record<string, string>) => [value, id]),
      )
      const app = await register(admin, 'pipeline', {
        displayName: 'Pipeline',
        requiredResourceAccess: [
          {
            resourceAppId: powerPlatform,
            resourceAccess: [{ id: scopes.get(readEnvironments), type: 'Scope' }],
          },
        ],
      })
      const principal = await instantiate(admin, app.appId)
      const path = `/applications/${app.id}`
      const { secretText } = ok(await admin.graph('POST', `${path}/addPassword`, {}), 200)
      const job = emulator.github.job({ repository: 'octo/deploy', realHosts: true })
      const federated = { issuer: job.issuer, subject: job.subject, audiences: [cloud.audience] }
      ok(
        await admin.graph('PATCH', `${path}/federatedIdentityCredentials(name='main')`, federated, upsert),
        201,
      )
      await consent(admin, { clientId: principal.id, resourceId: api.id, scope: readEnvironments })

      const secret = { client_secret: secretText }
      assert.equal((await environments(world, cloud, app.appId, secret)).status, 403, 'no role yet')
      const role = await assignReader(world, cloud, { admin, api, principalId: principal.id })
      const bySecret = await environments(world, cloud, app.appId, secret)
      assert.equal(bySecret.json.value[0].displayName, 'Development')
      const client_assertion = await emulator.github.mint({
        ...{ iss: job.issuer, sub: job.subject, aud: cloud.audience },
      })
      const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
      const assertion = { client_assertion, client_assertion_type }
      const byJob = await environments(world, cloud, app.appId, assertion)
      assert.equal(byJob.json.value[0].displayName, 'Development')

      // And back again: what was made for the app is gone, and what others may use stays.
      ok(await role.remove(), 204)
      assert.equal((await environments(world, cloud, app.appId, secret)).status, 403)
      ok(await admin.graph('DELETE', path), 204)
      const grants = ok(
        await admin.graph('GET', `/oauth2PermissionGrants?$filter=clientId eq '${principal.id}'`),
        200,
      )
      assert.deepEqual(grants.value, [])
      assert.equal((await environments(world, cloud, app.appId, secret)).json.error_codes[0], 700016)
      ok(await admin.graph('GET', `/servicePrincipals/${api.id}`), 200)
      assert.deepEqual(emulator.unexpected, [])
    })
  }
})

/** Registers an app under a name of its own. */
async function register({ graph }: Person, uniqueName: string, body: object) {
  return ok(await graph('PATCH', `/applications(uniqueName='${uniqueName}')`, body, upsert), 201)
}

/** Makes the service principal of an app or an API. */
async function instantiate({ graph }: Person, appId: string) {
  return ok(await graph('PATCH', `/servicePrincipals(appId='${appId}')`, {}, upsert), 201)
}

async function consent(
  { graph }: Person,
  grant: { clientId: string; resourceId: string; scope: string },
): Promise<void> {
  ok(await graph('POST', '/oauth2PermissionGrants', { consentType: 'AllPrincipals', ...grant }), 201)
}

/** Assigns the role by a small client of the tenant's own, as it is unknown which others may. */
async function assignReader(
  world: World,
  cloud: Cloud,
  { admin, api, principalId }: { admin: Person; api: { id: string }; principalId: string },
) {
  const { emulator, tenant } = world
  const body = { displayName: 'Roles', isFallbackPublicClient: true }
  const { appId } = await register(admin, 'roles', body)
  const { id: clientId } = await instantiate(admin, appId)
  await consent(admin, { clientId, resourceId: api.id, scope: assignRoles })
  const client = tenant.findApp(appId)
  assert.ok(client)
  const { username, password = '' } = admin.user
  const token = await tokenOf({ emulator, tenant, client, username, password, resource: cloud.api })
  const ask = (method: string, id = '', assignment?: object) =>
    send(emulator, {
      ...{ service: 'api', host: cloud.api, method },
      path: `/authorization/roleAssignments${id}?${version}`,
      headers: { Authorization: `Bearer ${token}` },
      ...(assignment && { body: JSON.stringify(assignment) }),
    })
  const { roleAssignmentId } = ok(
    await ask('POST', '', {
      roleDefinitionId: 'c886ad2e-27f7-4874-8381-5849b8d8a090',
      principalObjectId: principalId,
      principalType: 'ApplicationUser',
      scope: `/tenants/${tenant.id}`,
    }),
    201,
  )
  return { remove: () => ask('DELETE', `/${roleAssignmentId}`) }
}

/** Lists the environments as the app; where it gets no token, answers why. */
async function environments(
  { emulator, tenant }: World,
  { api, login }: Cloud,
  client_id: string,
  credential: Record<string, string>,
): Promise<ClientAnswer> {
  const grant = { grant_type: 'client_credentials', client_id, scope: `https://${api}/.default` }
  const answer = await send(emulator, {
    host: login,
    path: `/${tenant.id}/oauth2/v2.0/token`,
    form: { ...grant, ...credential },
  })
  if (answer.status !== 200) return answer
  return send(emulator, {
    ...{ service: 'api', host: api, path: `/environmentmanagement/environments?${version}` },
    headers: { Authorization: `Bearer ${answer.json.access_token}` },
  })
}
