import type { CredentialContext, CredentialKind } from '../credentials/credential-kind.ts'
import type { Credential } from '../entra/credential.ts'
import type { TokenRequest } from '../entra/token-request.ts'
import { readChoice } from '../inputs/choice.ts'
import { InputReader } from '../inputs/input-reader.ts'
import { InputIssues, nearest } from '../inputs/issues.ts'
import { secretInputs } from '../inputs/names.ts'
import { quoted } from '../inputs/quoted.ts'
import { readSeconds } from '../inputs/seconds.ts'
import type { Host } from '../ports/host.ts'
import {
  type Cloud,
  candidateClouds,
  clouds,
  findCloud,
  POWER_PLATFORM_API,
  publicCloud,
} from '../values/clouds.ts'
import { isGuid } from '../values/guid.ts'
import { readAuthorityHost } from './authority-host.ts'
import { chooseCredential } from './choose-credential.ts'
import { isWithin, readScopes } from './scope.ts'
import { readClientId, readTenant } from './tenant-and-client.ts'
import { checkUnknown, maskMisnamed } from './unknown-inputs.ts'

/** Everything that the user asked for, checked. */
export interface Request extends TokenRequest {
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
  for (const secret of [...secretInputs.map((name) => inputs.read(name)), ...inputs.secrets()])
    secrets.mask(secret)
  maskMisnamed({ inputs, secrets })
}

/**
 * Strings in, one request out. Nothing is sent before all of them are good.
 * @throws {Failure} with every complaint at once
 */
export async function readRequest(host: Host): Promise<Request> {
  const issues = new InputIssues()
  const reader = new InputReader(host, issues)

  checkUnknown(reader, host.inputs)
  const known = readCloud(reader)
  const cloud = known ?? publicCloud
  const { kind, reason = '' } = chooseCredential(reader) ?? {}
  const audience = readAudience(reader, cloud)
  const credential = kind && (await readCredential(kind, reader, { ...host, audience }))
  const scopes = readScopes(reader, known, kind)
  const request = {
    tenantId: readTenant(reader, kind),
    clientId: readClientId(reader, kind),
    cloud,
    authorityHost: readAuthorityHost(reader, cloud),
    scopes,
    credentialReason: reason,
    verify: readVerify(reader, known, scopes),
    timeout: readSeconds(reader, 'timeout', { least: 1, otherwise: 60 }),
    waitForPropagation: readSeconds(reader, 'wait-for-propagation', { least: 0, otherwise: 0 }),
  }
  for (const { input, sentence } of host.obstacles()) issues.add(input, sentence)

  issues.throwIfAny()
  // Without a complaint there is a credential: each kind complains when it gives none.
  return { ...request, credential: credential as Credential }
}

async function readCredential(
  kind: CredentialKind,
  reader: InputReader,
  context: CredentialContext,
): Promise<Credential | undefined> {
  const {
    name,
    signsIn,
    presents,
    takesSeveralScopes = false,
    isSentOnce = false,
    isRenewable = false,
  } = kind
  const parts = await kind.read(reader, context)
  return parts && { ...{ name, signsIn, presents, takesSeveralScopes, isSentOnce, isRenewable }, ...parts }
}

/** Undefined after a complaint. */
function readCloud(reader: InputReader): Cloud | undefined {
  const name = reader.text('cloud') || 'public'
  const cloud = findCloud(name)
  if (cloud) return cloud
  const candidates = candidateClouds(name)
  if (candidates.length > 0) {
    const addresses = candidates.map(({ name, adminCenter }) => `${name} (${adminCenter})`)
    reader.complain(
      'cloud',
      `came ${quoted(name, { words: [name] })}, which may be ${either(candidates.map(({ name }) => name))}. The address of the tenant's Power Platform admin center tells which: ${either(addresses)}.`,
    )
    return undefined
  }
  const names = clouds.map(({ name }) => name)
  const aliases = clouds.flatMap(({ aliases }) => aliases)
  reader.complain(
    'cloud',
    `came ${quoted(name, { words: [...names, ...aliases], fits: /[a-z-]/i })}; allowed are ${names.join(', ')} (also ${aliases.join(', ')}).${nearest(name, [...names, ...aliases])}`,
  )
  return undefined
}

function either(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function readAudience(reader: InputReader, cloud: Cloud): string {
  const audience = reader.text('audience')
  if (audience === '') return cloud.federatedAudience
  if (couldBeSecret(audience)) reader.hide(audience)
  if (/\s/.test(audience) || audience.length > 600) {
    reader.complain(
      'audience',
      `came ${quoted(audience, { words: clouds.map(({ federatedAudience }) => federatedAudience), fits: /\S/ })}; allowed is the one audience of the federated credential, without white space, at most 600 characters, such as a URI. This cloud's is "${cloud.federatedAudience}".`,
    )
  }
  return audience
}

/** Any text may be an audience, and tokens show theirs: one that could be a secret is used, and shown nowhere. */
function couldBeSecret(audience: string): boolean {
  return !isGuid(audience) && !/^[a-z][a-z0-9+.-]*:[^@?#=]+$/i.test(audience)
}

function readVerify(reader: InputReader, cloud: Cloud | undefined, scopes: string[]): boolean {
  const verify = readChoice(reader, 'verify', ['true', 'false']) === 'true'
  if (
    verify &&
    cloud &&
    !scopes.some((scope) => isWithin(scope, cloud.apiUrl) || isWithin(scope, POWER_PLATFORM_API))
  ) {
    reader.complain(
      'verify',
      `came "true", which calls Power Platform API, while scope is for another API. Set verify: false, or scope: ${cloud.apiUrl}/.default.`,
    )
  }
  return verify
}
