import { either } from '../../inputs/either.ts'
import type { Input } from '../../ports/inputs.ts'
import { roles } from '../../values/power-platform-roles.ts'

/** Something that may be given several times. */
export interface ListInput extends Input {
  readonly isList?: true
}

export const nameInput: ListInput = {
  name: 'name',
  description: 'Name of the app in Entra.',
}

export const repositoryInput: ListInput = {
  name: 'repository',
  description: 'Repository of GitHub, as owner/name; without it, that of this folder.',
}

export const branchInput: ListInput = {
  name: 'branch',
  description: 'Branch whose jobs the app trusts; give it again for another.',
  isList: true,
}

export const tagInput: ListInput = {
  name: 'tag',
  description: 'Tag whose jobs the app trusts; give it again for another.',
  isList: true,
}

export const gitHubEnvironmentInput: ListInput = {
  name: 'github-environment',
  description: "Environment of GitHub's, not of Power Platform.",
  isList: true,
}

export const pullRequestInput: ListInput = {
  name: 'pull-request',
  description: 'Trusts jobs of pull requests as well.',
  default: 'false',
}

export const azureDevOpsInput: ListInput = {
  name: 'azure-devops',
  description: 'Project of Azure DevOps, as organization/project.',
}

export const serviceConnectionInput: ListInput = {
  name: 'service-connection',
  description: 'Name of its service connection.',
}

export const gitLabInput: ListInput = {
  name: 'gitlab',
  description: 'Project of GitLab, as group/project.',
}

export const issuerInput: ListInput = {
  name: 'issuer',
  description: "Another issuer of OIDC tokens, https://…; GitLab's is https://gitlab.com unless said.",
}

export const subjectInput: ListInput = {
  name: 'subject',
  description: 'Subject of its tokens.',
}

export const wantedCredentialInput = {
  name: 'credential',
  description: 'federated, client-secret or password.',
  default: 'federated',
} as const satisfies ListInput

export const roleInput = {
  name: 'role',
  get description() {
    return `${either(Object.keys(roles))}, or the ID of a role.`
  },
  default: 'reader',
} satisfies ListInput

export const roleScopeInput = {
  name: 'role-scope',
  description: 'tenant, environment:ID or environment-group:ID.',
  default: 'tenant',
} satisfies ListInput

export const permissionInput: ListInput = {
  name: 'permission',
  description: 'Delegated permission, for a user who signs in.',
  isList: true,
}

/** All that says what is to be set up, but for tenant and cloud. */
export const setUpInputs: readonly ListInput[] = [
  ...[repositoryInput, branchInput, tagInput, gitHubEnvironmentInput, pullRequestInput],
  ...[azureDevOpsInput, serviceConnectionInput, gitLabInput, issuerInput, subjectInput],
  ...[wantedCredentialInput, roleInput, roleScopeInput, permissionInput, nameInput],
]
