import type { CredentialContext, CredentialKind } from '../credentials/credential-kind.ts'
import type { Credential, Grant } from '../entra/credential.ts'
import type { TokenRequest } from '../entra/token-request.ts'
import { InputReader } from '../inputs/input-reader.ts'
import { InputIssues } from '../inputs/issues.ts'
import type { Host } from '../ports/host.ts'
import { type Cloud, publicCloud } from '../values/clouds.ts'
import { readAudience } from './audience.ts'
import { readAuthorityHost } from './authority-host.ts'
import { chooseCredential, credentialInput } from './choose-credential.ts'
import { readCloud } from './cloud.ts'
import { allInputs } from './inputs.ts'
import { readClientId, readTenant } from './read-tenant-and-client.ts'
import { readScopes } from './scope.ts'
import { checkUnknown, maskMisnamed } from './unknown-inputs.ts'
import { readVerify } from './verify.ts'
import { readWaits } from './waits.ts'

/** Everything that the user asked for, checked. */
export interface GetTokenRequest extends TokenRequest {
  /** Why this credential was taken. */
  credentialReason: string
  verify: boolean
  /** Seconds. */
  timeout: number
  /** Seconds. */
  waitForPropagation: number
}

/** Hides every secret that came in, in all its forms. */
export function maskInputs({ inputs, secrets }: Host): void {
  for (const { name, isSecret } of allInputs(inputs)) if (isSecret) secrets.mask(inputs.read(name))
  for (const secret of inputs.secrets()) secrets.mask(secret)
  maskMisnamed({ inputs, secrets })
}

/**
 * Strings in, one request out. Nothing is sent before all of them are good.
 * @param scopesOf reads what the token is for, where inputs of a host's own say that
 * @throws {Failure} with every complaint at once
 */
export async function readRequest(host: Host, scopesOf = readScopes): Promise<GetTokenRequest> {
  const issues = new InputIssues()
  const reader = new InputReader(host, issues)

  checkUnknown(reader, host.inputs)
  const known = readCloud(reader)
  const cloud = known ?? publicCloud
  const { kind, reason = '' } = chooseCredential(reader, host) ?? {}
  const audience = readAudience(reader, cloud)
  const credential = kind && (await readCredential(kind, reader, { ...host, credentialInput, audience }))
  const scopes = scopesOf(reader, known, kind)
  const request = {
    tenantId: readTenant(reader, kind),
    clientId: readClientId(reader, kind),
    cloud,
    authorityHost: readAuthorityHost(reader, cloud),
    scopes,
    credentialReason: reason,
    verify: readVerify(reader, known, scopes),
    ...readWaits(reader),
  }
  for (const obstacle of host.obstacles()) issues.add(obstacle)

  issues.throwIfAny()
  // Without a complaint there is a credential: each kind complains when it gives none.
  return { ...request, credential: credential as Credential }
}

/**
 * The grant of a kind from its inputs, which were found good before.
 * @throws {Failure} if they are no longer
 */
export async function readGrant(host: Host, kind: CredentialKind, cloud: Cloud): Promise<Grant> {
  const issues = new InputIssues()
  const reader = new InputReader(host, issues)
  const audience = readAudience(reader, cloud)
  const credential = await readCredential(kind, reader, { ...host, credentialInput, audience })
  issues.throwIfAny()
  return (credential as Credential).grant
}

async function readCredential(
  kind: CredentialKind,
  reader: InputReader,
  context: CredentialContext,
): Promise<Credential | undefined> {
  const parts = await kind.read(reader, context)
  return parts && { ...kind, ...parts }
}
