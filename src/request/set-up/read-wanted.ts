import { delegatedPermissions } from '../../advice/delegated-permissions.ts'
import { readChoice } from '../../inputs/choice.ts'
import { InputReader } from '../../inputs/input-reader.ts'
import { InputIssues, nearest } from '../../inputs/issues.ts'
import { quoted } from '../../inputs/quoted.ts'
import type { Host } from '../../ports/host.ts'
import { publicCloud } from '../../values/clouds.ts'
import { isGuid } from '../../values/guid.ts'
import { roles } from '../../values/power-platform-roles.ts'
import { cloudInput, readCloud } from '../cloud.ts'
import { readTenant } from '../read-tenant-and-client.ts'
import { nameInput, permissionInput, roleInput, roleScopeInput, wantedCredentialInput } from './inputs.ts'
import { readJobs } from './read-jobs.ts'
import type { Jobs, Wanted, WantedCredential } from './wanted.ts'

export const CREDENTIALS = [
  'federated',
  'client-secret',
  'password',
] as const satisfies readonly WantedCredential[]
/** Lets a user see the environments, as `verify` does. */
const LEAST_PERMISSION = 'EnvironmentManagement.Environments.Read'
/** Days that a new client secret lasts. */
const SECRET_DAYS = 180
const DAY = 24 * 60 * 60_000

/**
 * What is to be set up.
 * @param here the repository of this folder, as owner/name, if it is known
 * @throws {Failure} with every complaint at once
 */
export function readWanted(host: Host, here: string | undefined): Wanted {
  const issues = new InputIssues()
  const wanted = readEach(new InputReader(host, issues), here)
  issues.throwIfAny()
  return wanted
}

/** The same; of what is complained about, something else stands there. */
export function readEach(reader: InputReader, here: string | undefined): Wanted {
  const cloud = readCloud(reader)
  if (cloud && !cloud.graphUrl)
    reader.complain(cloudInput, `came "${cloud.name}", of which Microsoft publishes no address of its Graph.`)
  const credential = readChoice(reader, wantedCredentialInput, CREDENTIALS)
  const jobs = readJobs(reader, { here, isFederated: credential === 'federated' })
  const name = readName(reader, jobs)
  return {
    cloud: cloud ?? publicCloud,
    tenantId: readTenant(reader, undefined),
    name,
    uniqueName: slug(name),
    credential: credential ?? 'federated',
    jobs: jobs ?? { system: 'any' as const, issuer: '', subject: '' },
    role: credential === 'password' && !reader.isGiven(roleInput) ? undefined : readRole(reader),
    permissions: readPermissions(reader, credential),
    secretEnd: new Date(Math.ceil(Date.now() / DAY + SECRET_DAYS) * DAY),
  }
}

function readName(reader: InputReader, jobs: Jobs | undefined): string {
  const name = reader.text(nameInput) || (jobs ? `power-platform-${nameOf(jobs)}` : '')
  if (name.length <= 120 && slug(name).length >= 3 && !/[\p{Cc}\p{Cs}\p{Co}]/u.test(name)) return name
  reader.complain(nameInput, 'must have 3 to 120 characters, three letters or digits among them.')
  return ''
}

function nameOf(jobs: Jobs): string {
  switch (jobs.system) {
    case 'github':
      return jobs.repository.replace('/', '-')
    case 'azure-devops':
      return [jobs.organisation, jobs.project, jobs.connection].filter(Boolean).join('-')
    case 'gitlab':
      return jobs.path.replaceAll('/', '-')
    case 'any':
      return 'pipeline'
  }
}

/** What an address takes as it is. */
function slug(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

function readRole(reader: InputReader): Wanted['role'] {
  const text = reader.text(roleInput)
  const name = text.toLowerCase().replace(/[\s_]/g, '-')
  const id = roles[name] ?? (isGuid(text) ? text.toLowerCase() : undefined)
  if (id === undefined) {
    const names = Object.keys(roles)
    reader.complain(
      roleInput,
      `came ${quoted(text, { words: names, fits: /[a-z-]/i })}; allowed are ${names.join(', ')}, and the ID of a role.${nearest(text, names)}`,
    )
  }
  return { name: roles[name] ? name : text, id: id ?? '', below: readScope(reader) }
}

const PLACES: Readonly<Record<string, string>> = {
  environment: 'environments',
  'environment-group': 'environmentGroups',
}

function readScope(reader: InputReader): string {
  const text = reader.text(roleScopeInput)
  if (text.toLowerCase() === 'tenant') return ''
  const [kind = '', id = ''] = text.split(':')
  const place = PLACES[kind.toLowerCase()]
  if (place && isGuid(id.replace(/^default-/i, ''))) return `/${place}/${id}`
  reader.complain(
    roleScopeInput,
    `came ${quoted(text, { words: ['tenant'] })}; allowed are tenant, environment:ID and environment-group:ID.`,
  )
  return ''
}

/** IDs by name. */
function readPermissions(
  reader: InputReader,
  credential: WantedCredential | undefined,
): Record<string, string> {
  const given = reader
    .text(permissionInput)
    .split(/[\s,]+/)
    .filter(Boolean)
  const names = given.length === 0 && credential === 'password' ? [LEAST_PERMISSION] : given
  const known = Object.keys(delegatedPermissions)
  const found = names.map((name) => {
    const permission = known.find((each) => each.toLowerCase() === name.toLowerCase())
    if (!permission)
      reader.complain(
        permissionInput,
        `came ${quoted(name, { words: known, harmless: /^[A-Za-z0-9]+(?:\.[A-Za-z0-9]+){1,3}$/ })}, which Power Platform API does not have.${nearest(name, known)}`,
      )
    return permission
  })
  return Object.fromEntries(found.flatMap((name) => (name ? [[name, delegatedPermissions[name] ?? '']] : [])))
}
