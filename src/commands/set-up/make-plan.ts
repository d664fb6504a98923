import { applicationStep } from '../../directory/application.ts'
import { clientSecretStep } from '../../directory/client-secret.ts'
import { consentStep } from '../../directory/consent.ts'
import { federatedCredentialStep } from '../../directory/federated-credential.ts'
import { anyTrusts } from '../../directory/jobs/any.ts'
import { AZURE_DEVOPS, azureDevOpsTrusts } from '../../directory/jobs/azure-devops.ts'
import { githubTrusts } from '../../directory/jobs/github.ts'
import { gitlabTrusts } from '../../directory/jobs/gitlab.ts'
import type { Trusts } from '../../directory/jobs/trusts.ts'
import { apiPrincipalStep, principalStep } from '../../directory/principal.ts'
import type { Plan, SecretPlace } from '../../plan/step.ts'
import { roleStep } from '../../power-platform/role-assignment.ts'
import type { Jobs, Wanted } from '../../request/set-up/wanted.ts'
import { publicCloud } from '../../values/clouds.ts'

const NOBODY: Trusts = { given: {}, derived: {}, lookUps: [], trusts: [] }

/** What is wanted, as a list of steps: nothing is asked, and nothing done. */
export function makePlan(wanted: Wanted): Plan {
  const { cloud, tenantId, name, uniqueName, credential, jobs, role, permissions, secretEnd } = wanted
  const { given, derived, lookUps, trusts } = credential === 'federated' ? trustsOf(jobs) : NOBODY
  const names = Object.keys(permissions)
  return {
    tenantId,
    azCloud: cloud.azCloud === publicCloud.azCloud ? undefined : cloud.azCloud,
    resources: {
      graph: cloud.graphUrl ?? publicCloud.graphUrl ?? '',
      'power-platform': cloud.apiUrl,
      'azure-devops': AZURE_DEVOPS,
    },
    given: { tenantId, name, uniqueName, ...given },
    derived,
    steps: [
      applicationStep({
        cloud,
        isPublicClient: credential === 'password',
        permissions: Object.values(permissions),
      }),
      principalStep(cloud),
      ...lookUps,
      ...trusts.map((trust) => federatedCredentialStep(cloud, trust)),
      ...(credential === 'client-secret'
        ? [clientSecretStep(cloud, { end: secretEnd, place: placeOf(jobs) })]
        : []),
      apiPrincipalStep(cloud),
      ...(names.length > 0 ? [consentStep(cloud, names)] : []),
      ...(role ? [roleStep(cloud, { role: role.name, roleId: role.id, below: role.below })] : []),
    ],
  }
}

/** A plan with a step of each kind that can leave something, whatever is wanted now: an earlier run may have wanted more. */
export function makePlanOfAll(wanted: Wanted): Plan {
  const role = wanted.role ?? { name: '', id: '', below: '' }
  return makePlan({ ...wanted, role, permissions: { ...wanted.permissions, any: '' } })
}

function trustsOf(jobs: Jobs): Trusts {
  switch (jobs.system) {
    case 'github':
      return githubTrusts(jobs)
    case 'azure-devops':
      return azureDevOpsTrusts(jobs)
    case 'gitlab':
      return gitlabTrusts(jobs)
    case 'any':
      return anyTrusts(jobs)
  }
}

function placeOf(jobs: Jobs): SecretPlace {
  return { name: 'CLIENT_SECRET', ...(jobs.system === 'github' && { repository: jobs.repository }) }
}
