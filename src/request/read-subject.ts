import type { CredentialTraits } from '../advice/credential-traits.ts'
import { placeholdersOf } from '../advice/placeholders.ts'
import { credentialKinds } from '../credentials/registry.ts'
import { readChoice } from '../inputs/choice.ts'
import { InputReader } from '../inputs/input-reader.ts'
import { InputIssues } from '../inputs/issues.ts'
import type { Host } from '../ports/host.ts'
import { publicCloud } from '../values/clouds.ts'
import { credentialInput } from './choose-credential.ts'
import { cloudInput, readCloud } from './cloud.ts'
import { readClientId, readTenant } from './read-tenant-and-client.ts'
import { readScopes, scopeInput } from './scope.ts'
import { clientIdInput, tenantIdInput } from './tenant-and-client.ts'

/** For whom refusals are explained that this program has not met itself. */
export interface Subject extends ReturnType<typeof placeholdersOf> {
  /** The credential that was named, if one was. */
  named: CredentialTraits | undefined
  /** All that there are, as they are recommended. */
  credentials: readonly CredentialTraits[]
}

/** The inputs that say it. */
export const subjectInputs = [tenantIdInput, clientIdInput, cloudInput, credentialInput, scopeInput]

/**
 * What is given of it, checked; words in capitals stand for all else.
 * @throws {Failure} with every complaint at once
 */
export function readSubject(host: Host): Subject {
  const issues = new InputIssues()
  const reader = new InputReader(host, issues)
  const cloud = readCloud(reader)
  const named = readNamed(reader)
  const { tenantId, clientId, ...placeholders } = placeholdersOf(cloud ?? publicCloud)
  const subject = {
    ...placeholders,
    tenantId: reader.isGiven(tenantIdInput) ? readTenant(reader, named) : tenantId,
    clientId: reader.isGiven(clientIdInput) ? readClientId(reader, named) : clientId,
    scopes: readScopes(reader, cloud, named),
    named,
    credentials: credentialKinds,
  }
  issues.throwIfAny()
  return subject
}

/** Undefined with `auto`, and after a complaint. */
function readNamed(reader: InputReader): CredentialTraits | undefined {
  const names = [credentialInput.default, ...credentialKinds.map(({ name }) => name)]
  const aliases = credentialKinds.flatMap(({ name, aliases = [] }) => aliases.map((alias) => [alias, name]))
  const wanted = readChoice(reader, credentialInput, names, Object.fromEntries(aliases))
  return credentialKinds.find(({ name }) => name === wanted)
}
