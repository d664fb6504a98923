import { delegatedPermissions } from '../../../src/advice/delegated-permissions.ts'
import { CREDENTIALS } from '../../../src/request/set-up/read-wanted.ts'
import type { Jobs, WantedCredential } from '../../../src/request/set-up/wanted.ts'
import { clouds } from '../../../src/values/clouds.ts'
import { roles } from '../../../src/values/power-platform-roles.ts'

/** What stands in the form, by the fields' names. */
export type Values = Readonly<Record<string, string>>

interface Option {
  value: string
  label: string
  hint?: string
  /** Heading under which it stands. */
  group?: string
}

/** One field. Its name is that of the input that the command has, unless said. */
export interface Field {
  name: string
  label: string
  hint?: string
  kind: 'line' | 'lines' | 'cards' | 'list' | 'switch'
  options?: readonly Option[]
  default?: string
  input?: string
  isRequired?: true
  /** Stands for it in commands while it is missing or wrong. */
  placeholder?: string
  /** How the command has it, where that is not what stands in the field. */
  write?(text: string, values: Values): string
  isShown?(values: Values): boolean
  /** Names from which one can be added to those in the field. */
  suggestions?: readonly Option[]
}

interface Group {
  legend: string
  fields: readonly Field[]
}

const systems: Readonly<Record<Jobs['system'], string>> = {
  github: 'GitHub Actions',
  'azure-devops': 'Azure Pipelines',
  gitlab: 'GitLab',
  any: 'Another issuer',
}

const credentials: Readonly<Record<WantedCredential, { label: string; hint: string }>> = {
  federated: {
    label: 'Federated credential',
    hint: 'No secret: Entra trusts the token that each job gets from its own system. Take this one if you can.',
  },
  'client-secret': { label: 'Client secret', hint: 'A password of the app, which ends after 180 days.' },
  password: {
    label: 'User name and password',
    hint: "Signs in as a user without multi-factor authentication; that user's own roles count.",
  },
}

const isFor =
  (...wanted: readonly Jobs['system'][]) =>
  ({ system }: Values) =>
    wanted.some((each) => each === system)
const isFederated = ({ credential }: Values) => credential === 'federated'
const isTrusted =
  (...wanted: readonly Jobs['system'][]) =>
  (values: Values) =>
    isFederated(values) && isFor(...wanted)(values)
const hasRole = ({ credential }: Values) => credential !== 'password'
const isBelowTenant = (values: Values) => hasRole(values) && values['role-scope'] !== 'tenant'

export const groups: readonly Group[] = [
  {
    legend: 'Who runs',
    fields: [
      {
        ...{ name: 'system', label: 'System', kind: 'cards', default: 'github' },
        options: Object.entries(systems).map(([value, label]) => ({ value, label })),
      },
      {
        ...{ name: 'repository', label: 'Repository', kind: 'line', hint: 'As in contoso/deploy.' },
        ...{ isRequired: true, placeholder: 'YOUR-ORG/REPOSITORY', isShown: isFor('github') },
      },
      {
        ...{ name: 'azure-devops', label: 'Project', kind: 'line', hint: 'As in contoso/Deploy.' },
        ...{ isRequired: true, placeholder: 'ORGANIZATION/PROJECT', isShown: isFor('azure-devops') },
      },
      {
        ...{ name: 'gitlab', label: 'Project', kind: 'line', hint: 'Its path, as in contoso/deploy.' },
        ...{ isRequired: true, placeholder: 'GROUP/PROJECT', isShown: isFor('gitlab') },
      },
    ],
  },
  {
    legend: 'How it proves who it is',
    fields: [
      {
        ...{ name: 'credential', label: 'Credential', kind: 'cards', default: 'federated' },
        options: CREDENTIALS.map((value) => ({ value, ...credentials[value] })),
      },
      {
        ...{ name: 'branch', label: 'Branches', kind: 'lines', placeholder: 'BRANCH' },
        hint: 'One a line: jobs on them are trusted. With nothing in any of these fields, main alone.',
        isShown: isTrusted('github', 'gitlab'),
      },
      {
        ...{ name: 'tag', label: 'Tags', kind: 'lines', hint: 'One a line.', placeholder: 'TAG' },
        isShown: isTrusted('github', 'gitlab'),
      },
      {
        ...{ name: 'github-environment', label: 'GitHub environments', kind: 'lines' },
        hint: "One a line. GitHub's, of the repository's Settings › Environments; not Power Platform's.",
        ...{ placeholder: 'GITHUB_ENVIRONMENT', isShown: isTrusted('github') },
      },
      {
        ...{ name: 'pull-request', label: 'Pull requests, too', kind: 'switch' },
        isShown: isTrusted('github'),
      },
      {
        ...{ name: 'service-connection', label: 'Service connection', kind: 'line', isRequired: true },
        hint: 'The name that it has, or will have.',
        ...{ placeholder: 'SERVICE_CONNECTION', isShown: isTrusted('azure-devops') },
      },
      {
        ...{ name: 'gitlab-issuer', input: 'issuer', label: 'GitLab server', kind: 'line' },
        hint: 'Without one, https://gitlab.com.',
        ...{ placeholder: 'https://GITLAB', isShown: isTrusted('gitlab') },
      },
      {
        ...{ name: 'issuer', label: 'Issuer', kind: 'line', isRequired: true },
        hint: "The claim iss of a job's OIDC token: an address that begins with https://.",
        ...{ placeholder: 'https://ISSUER', isShown: isTrusted('any') },
      },
      {
        ...{ name: 'subject', label: 'Subject', kind: 'line', isRequired: true },
        hint: 'Its claim sub. Entra compares it letter by letter.',
        ...{ placeholder: 'SUBJECT', isShown: isTrusted('any') },
      },
      {
        ...{ name: 'permission', label: 'Permissions', kind: 'lines' },
        hint: 'What it may do for the user; one a line. With none, it may list the environments.',
        isShown: ({ credential }) => credential === 'password',
        suggestions: Object.keys(delegatedPermissions).map((value) => ({
          ...{ value, label: value.slice(value.indexOf('.') + 1) },
          group: value.slice(0, value.indexOf('.')),
        })),
      },
    ],
  },
  {
    legend: 'Which tenant',
    fields: [
      {
        ...{
          name: 'tenant-id',
          label: 'Tenant ID',
          kind: 'line',
          isRequired: true,
          placeholder: 'TENANT_ID',
        },
        hint: 'The directory (tenant) ID, or a domain such as contoso.onmicrosoft.com.',
      },
      {
        ...{ name: 'cloud', label: 'Cloud', kind: 'list', default: 'public' },
        // Of the others, no address of Microsoft Graph is published.
        options: clouds
          .filter(({ graphUrl }) => graphUrl)
          .map(({ name, adminCenter }) => ({ value: name, label: `${name} (${adminCenter})` })),
        hint: "By the address of the tenant's Power Platform admin center.",
      },
    ],
  },
  {
    legend: 'What it may do',
    fields: [
      {
        ...{ name: 'name', label: 'Name of the app', kind: 'line', placeholder: 'APP_NAME' },
        hint: 'By which people know it in Entra. Without one, it is called after what runs.',
      },
      {
        ...{ name: 'role', label: 'Power Platform role', kind: 'list', default: 'reader', isShown: hasRole },
        options: [
          ...Object.keys(roles).map((value) => ({ value, label: value })),
          { value: 'other', label: 'another, by its ID' },
        ],
      },
      {
        ...{ name: 'role-id', input: 'role', label: 'ID of the role', kind: 'line' },
        ...{ isRequired: true, placeholder: 'ROLE_ID' },
        isShown: (values) => hasRole(values) && values.role === 'other',
      },
      {
        ...{ name: 'role-scope', label: 'Where', kind: 'list', default: 'tenant', isShown: hasRole },
        options: [
          { value: 'tenant', label: 'in the whole tenant' },
          { value: 'environment', label: 'in one Power Platform environment' },
          { value: 'environment-group', label: 'in one group of Power Platform environments' },
        ],
      },
      {
        ...{ name: 'role-scope-id', input: 'role-scope', label: 'ID of the Power Platform environment' },
        ...{ kind: 'line', isRequired: true, placeholder: 'ENVIRONMENT_ID' },
        hint: "Power Platform's, from the admin center; not GitHub's. Of a group, the group's ID.",
        write: (id, values) => `${values['role-scope']}:${id}`,
        isShown: isBelowTenant,
      },
    ],
  },
]

/** Comes late, so it stands beside the commands. */
export const clientIdField: Field = {
  ...{ name: 'client-id', label: 'Client ID', kind: 'line', isRequired: true, placeholder: 'CLIENT_ID' },
  hint: 'The Application (client) ID, which the commands print in the end.',
}

export const fields: readonly Field[] = [...groups.flatMap((group) => group.fields), clientIdField]

/** The form as it is before anybody fills it in. */
export const emptyForm: Values = Object.fromEntries(
  fields.map(({ name, default: value = '' }) => [name, value]),
)

export function isShown({ isShown: test }: Field, values: Values): boolean {
  return test?.(values) ?? true
}

/** As a person reads it, of a field that offers a choice. */
export function labelOf(name: string, values: Values): string {
  const options = fields.find((field) => field.name === name)?.options
  return options?.find(({ value }) => value === values[name])?.label ?? ''
}
