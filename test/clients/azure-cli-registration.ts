import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { requestToken, send } from '../emulator/client.ts'
import { startEmulator } from '../emulator/emulator.ts'
import { startResourceManager } from '../emulator/resource-manager.ts'
import type { Tenant } from '../emulator/tenant.ts'
import type { User } from '../emulator/user.ts'
import { run } from './ask.ts'
import { python } from './tools.ts'

/** The same in every tenant. */
const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'
const powerPlatform = '8578e004-a5c6-46e7-913e-12f58912df43'
const api = 'https://api.powerplatform.com'
const readEnvironments = 'EnvironmentManagement.Environments.Read'
const graphPermissions = [
  'Application.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Directory.AccessAsUser.All',
]

/**
 * Lets the Azure CLI take an empty tenant to an app that lists environments, and away again. What it sends is written
 * by others, so it tells whether the emulator's Graph is like the real one.
 */
export async function checkRegistration(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  let person: { tenant: Tenant; user: User } | undefined
  const emulator = stack.use(
    await startEmulator({
      // The person is quick: a device code is approved once az asks for the first time.
      async arrived({ form }) {
        const code = person?.tenant.deviceCodes.find(form?.get('device_code') ?? '')
        if (person && code) person.tenant.deviceCodes.approve(code.userCode, person.user)
      },
    }),
  )
  const tenant = emulator.entra.addTenant()
  person = { tenant, user: tenant.addUser({ username: 'ada@contoso.com', roles: ['Global Administrator'] }) }
  const client = tenant.addApp({ clientId: azureCli, registered: false, publicClient: true })
  tenant.consent(client)
  tenant.consent(client, graphPermissions, tenant.graph)
  // Whether the real one has this permission is unconfirmed.
  tenant.consent(client, ['Authorization.RoleAssignments.Write'])
  tenant.deviceCodes.interval = 1
  emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Development' })

  const resourceManager = stack.use(await startResourceManager({ hosts: ['management.azure.com'] }))
  emulator.proxy.elsewhere.set('management.azure.com', resourceManager.port)
  const folder = await mkdtemp(join(tmpdir(), 'azure-cli-'))
  stack.defer(() => rm(folder, { recursive: true }))
  const caPath = join(folder, 'ca.pem')
  await writeFile(caPath, (await readFile(emulator.caPath, 'utf8')) + resourceManager.caPem)
  const env = {
    ...{
      HTTPS_PROXY: emulator.proxy.url,
      REQUESTS_CA_BUNDLE: caPath,
      AZURE_CONFIG_DIR: join(folder, 'azure'),
    },
    ...{ AZURE_CORE_COLLECT_TELEMETRY: 'false', AZURE_CORE_NO_COLOR: 'true' },
  }
  async function az(...args: string[]) {
    const { code, stdout, stderr } = await run(python.program('az'), args, env)
    assert.equal(code, 0, `az ${args.slice(0, 3).join(' ')}:\n${stderr}`)
    return stdout.trim() === '' ? undefined : JSON.parse(stdout)
  }

  await az('login', '--use-device-code', '--allow-no-subscriptions', '--tenant', tenant.id)
  const { appId } = await az('ad', 'app', 'create', '--display-name', 'Pipeline')
  const { id: principalId } = await az('ad', 'sp', 'create', '--id', appId)
  const { oauth2PermissionScopes } = await az('ad', 'sp', 'show', '--id', powerPlatform)
  const { id: permission } = oauth2PermissionScopes.find(
    ({ value }: { value: string }) => value === readEnvironments,
  )
  const toApi = ['--id', appId, '--api', powerPlatform]
  await az('ad', 'app', 'permission', 'add', ...toApi, '--api-permissions', `${permission}=Scope`)
  await az('ad', 'app', 'permission', 'grant', ...toApi, '--scope', readEnvironments)
  const { password } = await az('ad', 'app', 'credential', 'reset', '--id', appId)
  await az('ad', 'app', 'credential', 'reset', '--id', appId, '--append', '--create-cert')
  const issuer = 'https://token.actions.githubusercontent.com'
  const trust = {
    name: 'main',
    issuer,
    subject: 'repo:octo/deploy:ref:refs/heads/main',
    audiences: ['api://x'],
  }
  await az(
    'ad',
    'app',
    'federated-credential',
    'create',
    '--id',
    appId,
    '--parameters',
    JSON.stringify(trust),
  )
  const assignment = {
    roleDefinitionId: 'c886ad2e-27f7-4874-8381-5849b8d8a090',
    principalObjectId: principalId,
    principalType: 'ApplicationUser',
    scope: `/tenants/${tenant.id}`,
  }
  await az(
    ...['rest', '--method', 'post', '--resource', api, '--body', JSON.stringify(assignment)],
    ...['--url', `${api}/authorization/roleAssignments?api-version=2024-10-01`],
  )

  const signIn = () =>
    requestToken(emulator, tenant.id, {
      grant_type: 'client_credentials',
      ...{ client_id: appId, client_secret: password, scope: `${api}/.default` },
    })
  const { json } = await signIn()
  const environments = await send(emulator, {
    ...{ service: 'api', path: '/environmentmanagement/environments?api-version=2024-10-01' },
    headers: { Authorization: `Bearer ${json.access_token}` },
  })
  assert.equal(environments.json.value[0].displayName, 'Development')
  const app = tenant.findApp(appId)
  assert.ok(app)
  const { secrets, certificates, federatedCredentials } = app
  assert.deepEqual([secrets.length, certificates.length, federatedCredentials.length], [1, 1, 1])
  assert.deepEqual(tenant.consents.find({ client: app, resource: tenant.powerPlatform })?.permissions, [
    readEnvironments,
  ])

  await az('ad', 'app', 'federated-credential', 'delete', '--id', appId, '--federated-credential-id', 'main')
  await az('ad', 'app', 'delete', '--id', appId)
  assert.deepEqual(tenant.apps, [client])
  assert.deepEqual((await signIn()).json.error_codes, [700016])
  assert.deepEqual(emulator.unexpected, [])
}
