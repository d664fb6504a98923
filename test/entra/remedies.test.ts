import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { remedies } from '../../src/advice/catalogue.ts'
import { createCertificate } from '../emulator/certificates.ts'
import type { EntraErrorCode } from '../emulator/entra-errors.ts'
import { commandsOf } from '../pasted.ts'
import { personRows } from '../person-rows.ts'
import { assertFailure, type Scenario, startScenario, theError, trust } from '../scenario.ts'

type Credential = 'federated' | 'client-secret' | 'certificate' | 'password'
type Class = 'never' | 'propagation' | 'transient'

/** What a code must say: of its cause and its fix, `{clientId}` and `{tenantId}` being the user's own. */
type Row = [code: EntraErrorCode, credential: Credential, retry: Class, ...words: string[]]

const API = '8578e004-a5c6-46e7-913e-12f58912df43'
const list = 'az ad app federated-credential list --id {clientId}'
const create = "| az ad app federated-credential create --id {clientId} --parameters '@-'"
const update =
  "| az ad app federated-credential update --id {clientId} --federated-credential-id NAME --parameters '@-'"
const presented = 'subject:  repo:octo/deploy:ref:refs/heads/main'
const newSecret =
  'az ad app credential reset --id {clientId} --append --display-name pipeline --query password --output tsv | gh secret set CLIENT_SECRET --repo octo/deploy'
const addCertificate = "az ad app credential reset --id {clientId} --cert '@cert.pem' --append --years 10"
const consent = 'az ad app permission admin-consent --id {clientId}'
const permission = `az ad app permission add --id {clientId} --api ${API} --api-permissions 177690ed-85f1-41d9-8dbf-2716e60ff46a=Scope`
const tenant = 'az account show --query tenantId --output tsv'
const sentScope = 'The scope is the one of Power Platform API in cloud public. Check the input cloud'
const asApp = 'Let the pipeline sign in as an app'
const usersOnly = 'https://learn.microsoft.com/rest/api/power-platform/'
const scope = 'https://api.powerplatform.com/.default'

const rows: Row[] = [
  // The credential
  [7000215, 'client-secret', 'propagation', 'the client secret is wrong', 'instead of its value', newSecret],
  [
    7000222,
    'client-secret',
    'never',
    'the client secret has expired',
    'has passed its expiry date',
    newSecret,
    'credential: federated',
  ],
  [
    7000216,
    'client-secret',
    'never',
    'no credential reached Entra',
    'from a fork',
    'gh secret set CLIENT_SECRET',
  ],
  [
    7000218,
    'password',
    'never',
    'the app is not a public client',
    'az ad app update --id {clientId} --is-fallback-public-client true',
  ],
  [
    700025,
    'client-secret',
    'never',
    'the app is a public client',
    'az ad app update --id {clientId} --is-fallback-public-client false',
  ],
  [9002324, 'client-secret', 'never', 'more than one credential', 'report it as a bug'],
  [700027, 'certificate', 'propagation', 'does not know the key', addCertificate],
  [700028, 'certificate', 'never', 'the certificate is not authorized', addCertificate],
  [700030, 'certificate', 'never', 'the certificate is not authorized', addCertificate],
  [700021, 'federated', 'never', 'names another app', 'issuer and subject are the client ID, {clientId}'],
  [700023, 'federated', 'never', 'another audience', 'it is api://AzureADTokenExchange'],
  [700024, 'certificate', 'never', "clock agrees with Entra's", 'timedatectl set-ntp true'],
  [50027, 'federated', 'never', 'not a JWT that Entra can read', 'RS256'],
  // The federated credential
  [70025, 'federated', 'propagation', 'the app has no federated credential', presented, create],
  [70021, 'federated', 'propagation', 'issuer, subject or audience', presented, list, create],
  [700211, 'federated', 'propagation', "has this token's issuer", '<- not found', 'slash', list, create],
  [700212, 'federated', 'propagation', "has this token's audience", '<- not found', list, update],
  [700213, 'federated', 'propagation', 'matches this job', `${presented}   <- not found`, list, create],
  [
    7002138,
    'federated',
    'never',
    'in upper and lower case',
    list,
    'az ad app federated-credential delete --id {clientId} --federated-credential-id NAME',
    create,
  ],
  [700222, 'federated', 'never', "one of Entra's own", 'Leave federated-token out'],
  [700231, 'federated', 'never', "one of Entra's own", 'Leave federated-token out'],
  [
    700223,
    'federated',
    'never',
    'allows no federated credentials of this issuer',
    'https://token.actions.githubusercontent.com',
    "tenant's administrator",
  ],
  [700238, 'federated', 'never', 'allows no federated credentials of this issuer', 'certificate'],
  [7002381, 'federated', 'never', 'the claim enterprise with one value', 'says nothing of an enterprise'],
  [700236, 'federated', 'never', 'takes no Entra tokens', "managed identity of the app's own tenant"],
  [7000226, 'federated', 'propagation', "managed identity's token", presented, create],
  [7000227, 'federated', 'propagation', "managed identity's token", presented, create],
  [500126, 'federated', 'never', 'do not prove', 'https://token.actions.githubusercontent.com, and none'],
  [501661, 'federated', 'never', "cannot reach the token's issuer", '.well-known/openid-configuration'],
  [900382, 'federated', 'never', "another cloud's Entra", 'cloud is public', 'Set the input cloud'],
  // The app and the tenant
  [
    700016,
    'federated',
    'propagation',
    'the app is not in this tenant',
    'Tenant {tenantId} in cloud public has no app with the client ID {clientId}',
    'object ID of the app registration or of the enterprise application',
    'az ad app show --id {clientId}',
    'az ad sp show --id {clientId}',
    tenant,
  ],
  [7000229, 'federated', 'propagation', 'no service principal', 'az ad sp create --id {clientId}'],
  [
    7000112,
    'federated',
    'never',
    'the app is disabled',
    'az ad sp update --id {clientId} --set accountEnabled=true',
  ],
  [
    7000116,
    'federated',
    'never',
    'the app is disabled',
    'az ad sp update --id {clientId} --set accountEnabled=true',
  ],
  [7000117, 'federated', 'never', 'is disabled', `az ad sp update --id ${API} --set accountEnabled=true`],
  [700038, 'federated', 'never', 'no application ID', 'az ad app list --all'],
  [90002, 'federated', 'never', 'the tenant was not found', 'has no tenant {tenantId}', tenant],
  [900023, 'federated', 'never', 'neither an ID nor a domain name', '{tenantId}', tenant],
  [5000224, 'federated', 'never', 'the tenant is not available', '{tenantId}', tenant],
  [50059, 'federated', 'never', 'names no tenant that Entra knows', tenant],
  [50128, 'federated', 'never', 'names no tenant that Entra knows', tenant],
  [50194, 'federated', 'never', 'for its own tenant only', tenant],
  [900439, 'federated', 'never', 'US Government', 'gcc-high or dod'],
  // The API and the scope
  [500011, 'federated', 'propagation', 'no service principal in this tenant', `az ad sp create --id ${API}`],
  [650052, 'federated', 'propagation', 'no service principal in this tenant', `az ad sp create --id ${API}`],
  [500014, 'federated', 'never', 'is disabled', `az ad sp update --id ${API} --set accountEnabled=true`],
  [650057, 'password', 'propagation', 'no permission of this API', permission, consent],
  [650053, 'password', 'never', 'has no such permission', scope, sentScope],
  [1002012, 'federated', 'never', 'must end in /.default', scope, sentScope],
  [70011, 'federated', 'never', 'the scope is not valid', scope, sentScope],
  [28000, 'password', 'never', 'more than one API', scope, 'one token for each API'],
  [70003, 'password', 'never', 'way to ask for a token', 'does not allow a sign-in by user name'],
  [90009, 'federated', 'never', 'names the app itself', 'scope: {clientId}/.default'],
  [
    501051,
    'federated',
    'never',
    'not assigned to a role',
    `az ad sp show --id {clientId} --query id --output tsv`,
    `az ad sp show --id ${API} --query id --output tsv`,
    'servicePrincipals/PRINCIPAL_ID/appRoleAssignments',
    `az ad sp update --id ${API} --set appRoleAssignmentRequired=false`,
  ],
  // The user, and policies of the tenant
  [65001, 'password', 'propagation', 'nobody has consented', permission, consent],
  [
    50105,
    'password',
    'never',
    'who signs in is not assigned',
    'ana@contoso.com is not',
    'az ad sp update --id {clientId} --set appRoleAssignmentRequired=false',
  ],
  [50034, 'password', 'never', 'has no such user', 'az ad user show --id ana@contoso.com'],
  [51004, 'password', 'never', 'has no such user', 'az ad user show --id ana@contoso.com'],
  [50020, 'password', 'never', "another tenant's", '{tenantId}', asApp],
  [50053, 'password', 'never', 'the account is locked', 'Stop every job', asApp],
  [50055, 'password', 'never', 'password has expired', 'set a new password', asApp],
  [50056, 'password', 'never', 'has no password', asApp],
  [
    50057,
    'password',
    'never',
    'account is disabled',
    'az ad user update --id ana@contoso.com --account-enabled true',
  ],
  [50126, 'password', 'never', 'user name or password is wrong', "the user's credentials, not the app's"],
  [50072, 'password', 'never', 'multi-factor authentication', asApp, usersOnly],
  [50076, 'password', 'never', 'multi-factor authentication', asApp, usersOnly],
  [50079, 'password', 'never', 'multi-factor authentication', asApp, usersOnly],
  [50158, 'password', 'never', 'a check outside of Entra', asApp, usersOnly],
  [53000, 'password', 'never', 'managed device', 'User sign-ins', asApp],
  [53001, 'password', 'never', 'managed device', 'User sign-ins', asApp],
  [53003, 'federated', 'never', 'Conditional Access blocks', 'Service principal sign-ins', 'self-hosted'],
  [530031, 'password', 'never', 'security policy', 'lets nobody have a token', 'User sign-ins'],
  [530032, 'password', 'never', 'security policy', 'risk in the account', 'User sign-ins'],
  [530033, 'password', 'never', 'security policy', 'managed device', 'User sign-ins'],
  [530035, 'password', 'never', 'security policy', 'Security defaults', 'User sign-ins'],
  [70016, 'password', 'transient', 'has not finished signing in', 'Finish the sign-in'],
  [70020, 'password', 'never', 'device code has expired', 'Start it again'],
  // Faults of Entra
  [90033, 'client-secret', 'transient', 'passing fault', 'Raise timeout to wait longer', 'status'],
  [90006, 'client-secret', 'transient', 'passing fault', 'Raise timeout to wait longer', 'status'],
  [90024, 'client-secret', 'transient', 'passing fault', 'Raise timeout to wait longer', 'status'],
  [50033, 'client-secret', 'transient', 'passing fault', 'Raise timeout to wait longer', 'status'],
  [90012, 'client-secret', 'transient', 'took too long', 'Raise timeout to wait longer', 'status'],
  [90055, 'client-secret', 'transient', 'throttles', 'max-parallel'],
  [50196, 'client-secret', 'never', 'in a loop', 'Wait five minutes'],
]

/** Inputs of each credential that the emulator accepts, so that only the fault stands in the way. */
async function accepted(scenario: Scenario): Promise<Record<Credential, Record<string, string>>> {
  const { app, tenant } = scenario
  trust(scenario)
  const { certificatePem, privateKeyPem } = await createCertificate()
  app.addCertificate(certificatePem)
  const user = { username: 'ana@contoso.com', password: 'Passw0rd!' }
  tenant.addUser(user)
  app.publicClient = true
  tenant.consent(app, ['EnvironmentManagement.Environments.Read'])
  return {
    federated: {},
    'client-secret': { 'client-secret': app.addSecret() },
    certificate: { certificate: privateKeyPem + certificatePem },
    password: user,
  }
}

describe('the table of remedies', () => {
  it('has a test for each of its codes', () => {
    const listed = Object.values(remedies).flatMap((section) => section.flatMap(({ codes }) => codes))
    const numbers = listed.filter((code) => typeof code === 'number')
    const tested = [...rows, ...personRows].map(([code]) => code)
    assert.deepEqual(numbers.toSorted(), tested.toSorted())
    assert.equal(new Set(listed).size, listed.length, 'a code stands in two rows')
  })

  it('has whole rows', () => {
    for (const remedy of Object.values(remedies).flat()) {
      assert.ok(remedy.codes.length > 0 && remedy.title && remedy.why && remedy.docs.startsWith('https://'))
      assert.doesNotMatch(remedy.title, /[.:]$/)
      assert.ok(typeof remedy.fixes === 'function' || remedy.fixes.length > 0, remedy.title)
    }
  })
})

const SHARE = 7
const shares = Array.from({ length: Math.ceil(rows.length / SHARE) }, (_, index) =>
  rows.slice(index * SHARE, (index + 1) * SHARE),
)

// Most of the time is waited for what could spread.
describe('a refusal of Entra', { concurrency: 8 }, () => {
  for (const share of shares) {
    it(share.map(([code]) => `AADSTS${code}`).join(', '), async (t) => {
      await using scenario = await startScenario({ sharesProcess: true })
      const inputs = await accepted(scenario)
      for (const [code, credential, retry, ...words] of share) {
        await t.test(`AADSTS${code}`, () => assertRow(scenario, inputs[credential], { code, retry, words }))
      }
    })
  }
})

async function assertRow(
  { emulator, app, tenant, run }: Scenario,
  inputs: Record<string, string>,
  { code, retry, words }: { code: EntraErrorCode; retry: Class; words: string[] },
): Promise<void> {
  if (retry === 'never') emulator.faults.next('login', { entraError: code })
  else emulator.faults.always('login', { entraError: code })
  // Whoever would wait for what can't heal had time to.
  const time = {
    never: { 'wait-for-propagation': '30' },
    propagation: { 'wait-for-propagation': '2' },
    transient: { timeout: '3' },
  }
  const refused = await run({ ...inputs, ...time[retry] })
  emulator.faults.clear()

  const fill = (text: string) => text.replace('{clientId}', app.clientId).replace('{tenantId}', tenant.id)
  const ids = [/^Trace ID: \S{36}$/m, /^Correlation ID: \S{36}$/m, /^Timestamp: \d{4}-.*Z$/m]
  assertFailure(refused, 'Tried: asking https://login.microsoftonline.com', ...ids, ...words.map(fill))
  const [{ title = '' } = {}] = refused.annotations.filter(({ type }) => type === 'error')
  assert.ok(title.startsWith(`AADSTS${code}: `), title)
  const message = theError(refused)
  assert.ok(message.startsWith(`${title}\n`))
  assert.match(message, new RegExp(`#aadsts${code}$`))
  for (const command of commandsOf(message)) {
    assert.match(refused.summary, /^```bash$/m)
    assert.ok(refused.summary.split('\n').includes(command), `the summary has no line ${command}`)
  }

  const logins = refused.requests.filter((request) => request.startsWith('login'))
  if (retry === 'never' || inputs.password) return assert.equal(logins.length, 1)
  assert.ok(logins.length > 1, 'it was not tried again')
  const waits = retry === 'propagation' ? 'Waiting for it to spread: ' : 'Retry 1 in '
  assert.ok(refused.log.includes(`\n${waits}`), refused.log)
  const assertions = refused.recorded.flatMap(({ form }) => form?.get('client_assertion') ?? [])
  if (retry === 'propagation') assert.equal(new Set(assertions).size, assertions.length)
}
