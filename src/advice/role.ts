import type { Fix } from '../failure/failure.ts'
import { publicCloud } from '../values/clouds.ts'
import { isGuid } from '../values/guid.ts'
import { READER } from '../values/power-platform-roles.ts'
import type { Situation } from './remedy.ts'
import { plainWord, quoteJson } from './shell.ts'

/** Plain values, as they go into commands: a claim could hold anything. */
interface Assignment {
  tenant: string
  objectId: string
  situation: Situation
}

/**
 * Ways to give a service principal a Power Platform role, which only the API can. The documented one comes
 * first: it is not certain that the API lets the Azure CLI's own app assign roles, whoever is signed in to
 * it.
 */
export function assignRole(situation: Situation): Fix[] {
  const { principal, tenantId, clientId } = situation
  const id = principal && isGuid(principal.id) ? principal.id : ''
  const assignment = { tenant: plainWord(tenantId, 'TENANT_ID'), objectId: id || 'OBJECT_ID', situation }
  const lookUp: Fix = {
    text: "First find the service principal's object ID, and put it where OBJECT_ID stands below:",
    command: `${login(assignment)}\naz ad sp show --id ${clientId || 'CLIENT_ID'} --query id --output tsv`,
  }
  return [
    ...(id ? [] : [lookUp]),
    byPowerShell(assignment),
    byAzureCli(assignment, { isLoggedIn: !id }),
    ...byModule(assignment),
    {
      text: 'Or the older way, which makes the app an administrator of all of Power Platform in the tenant (Power Platform CLI, pac auth create first):',
      command: `pac admin application register --application-id ${clientId || 'CLIENT_ID'}`,
    },
  ]
}

/**
 * As https://learn.microsoft.com/power-platform/admin/programmability-tutorial-rbac-role-assignment;
 * Az.Accounts 5 gives the token as a SecureString.
 */
function byPowerShell({ tenant, objectId, situation: { cloud } }: Assignment): Fix {
  const isPublic = !cloud.azCloud || cloud.azCloud === publicCloud.azCloud
  return {
    text: "As a Power Platform administrator or RBAC administrator, assign it the role Reader (or a higher one), as Microsoft's tutorial does, in PowerShell with the module Az.Accounts:",
    command: [
      `Connect-AzAccount -Tenant ${tenant}${isPublic ? '' : ` -Environment ${cloud.azCloud}`}`,
      `$token = (Get-AzAccessToken -ResourceUrl ${cloud.apiUrl}/).Token`,
      "if ($token -is [securestring]) { $token = [System.Net.NetworkCredential]::new('', $token).Password }",
      `Invoke-RestMethod -Method Post -Uri "${cloud.apiUrl}/authorization/roleAssignments?api-version=2024-10-01" -Headers @{ Authorization = "Bearer $token" } -ContentType application/json -Body ${body(tenant, objectId)}`,
    ].join('\n'),
    shell: 'powershell',
  }
}

function login({ tenant }: Assignment): string {
  return `az login --tenant ${tenant} --allow-no-subscriptions`
}

function byAzureCli(assignment: Assignment, { isLoggedIn }: { isLoggedIn: boolean }): Fix {
  const { tenant, objectId, situation } = assignment
  const { apiUrl } = situation.cloud
  return {
    text: "Or the same with the Azure CLI (if the API answers InsufficientDelegatedPermissions, the Azure CLI can't assign roles in this tenant; then use another of these ways):",
    command: [
      ...(isLoggedIn ? [] : [login(assignment)]),
      `echo ${body(tenant, objectId)} | az rest --method post --resource ${apiUrl} --url "${apiUrl}/authorization/roleAssignments?api-version=2024-10-01" --headers Content-Type=application/json --body '@-'`,
    ].join('\n'),
  }
}

/** https://learn.microsoft.com/powershell/module/microsoft.powerplatform.enterprisepolicies/new-pprbacroleassignment */
function byModule({ tenant, objectId, situation: { cloud } }: Assignment): Fix[] {
  if (!cloud.moduleEndpoint) return []
  const endpoint =
    cloud.moduleEndpoint === publicCloud.moduleEndpoint ? '' : ` -Endpoint ${cloud.moduleEndpoint}`
  return [
    {
      text: "Or, if the API takes neither, with Microsoft's module and an app of your own that may assign roles, to which an administrator must consent before the last command. In PowerShell:",
      command: [
        'Install-Module -Name Microsoft.PowerPlatform.EnterprisePolicies',
        `New-PPAuthorizationApplication -DisplayName power-platform-roles -TenantId ${tenant}${endpoint}`,
        '# Now let an administrator consent to it (Entra admin center › App registrations › power-platform-roles › API permissions › Grant admin consent), then:',
        `New-PPRBACRoleAssignment -PrincipalObjectId ${objectId} -PrincipalType ApplicationUser -Role "Power Platform Reader" -TenantId ${tenant}${endpoint}`,
      ].join('\n'),
      shell: 'powershell',
    },
  ]
}

function body(tenant: string, objectId: string): string {
  return quoteJson({
    roleDefinitionId: READER,
    principalObjectId: objectId,
    principalType: 'ApplicationUser',
    scope: `/tenants/${tenant}`,
  })
}
