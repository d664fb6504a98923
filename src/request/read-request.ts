import type { Credential } from '../credentials/registry.ts'
import { readExportAs } from '../hosts/github/export-as.ts'
import { readChoice } from '../inputs/choice.ts'
import { InputReader } from '../inputs/input-reader.ts'
import { Complaints, nearest } from '../inputs/issues.ts'
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

const SUMMARIES = ['always', 'on-failure', 'never'] as const

/** Everything that the user asked for, checked. */
export interface TokenRequest {
  /** Empty for a managed identity. */
  tenantId: string
  /** Empty for a system-assigned managed identity. */
  clientId: string
  cloud: Cloud
  /** Origin of the login host. */
  authorityHost: string
  scopes: string[]
  credentialName: string
  credentialReason: string
  credential: Credential
  verify: boolean
  /** Seconds. */
  timeout: number
  /** Seconds. */
  waitForPropagation: number
  exportAs: string | undefined
}

/** Hides every secret that came in, in all its forms. */
export function maskInputs(host: Host): void {
  for (const secret of [...secretInputs.map((name) => host.input(name)), ...host.givenSecrets()])
    host.mask(secret)
  maskMisnamed(host)
}

/** When to write a summary; apart from the rest, since a failure of the rest is summarised too. */
export function readSummaryMode(host: Host): (typeof SUMMARIES)[number] {
  return readSummary(new InputReader(host, new Complaints())) ?? 'on-failure'
}

/**
 * Strings in, one request out. Nothing is sent before all of them are good.
 * @throws {Failure} with every complaint at once
 */
export async function readInputs(host: Host): Promise<TokenRequest> {
  const complaints = new Complaints()
  const reader = new InputReader(host, complaints)

  checkUnknown(reader, host)
  const known = readCloud(reader)
  const cloud = known ?? publicCloud
  const chosen = chooseCredential(reader)
  const audience = readAudience(reader, cloud)
  const credential = await chosen?.kind.read(reader, { host, audience })
  const scopes = readScopes(reader, known, chosen?.kind.name)
  const request = {
    tenantId: readTenant(reader, chosen?.kind.name),
    clientId: readClientId(reader, chosen?.kind.name),
    cloud,
    authorityHost: readAuthorityHost(reader, cloud),
    scopes,
    credentialName: chosen?.kind.name ?? '',
    credentialReason: chosen?.reason ?? '',
    verify: readVerify(reader, known, scopes),
    timeout: readSeconds(reader, 'timeout', { least: 1, otherwise: 60 }),
    waitForPropagation: readSeconds(reader, 'wait-for-propagation', { least: 0, otherwise: 0 }),
    exportAs: readExportAs(reader),
  }
  readSummary(reader)
  const obstacle = host.handoverObstacle(request.exportAs)
  if (obstacle) complaints.add('outputs', `${obstacle}. The step must run in a job of the CI system itself.`)

  complaints.throwIfAny()
  // Without a complaint there is a credential: each kind complains when it gives none.
  return { ...request, credential: credential as Credential }
}

function readSummary(reader: InputReader): (typeof SUMMARIES)[number] | undefined {
  return readChoice(reader, 'summary', SUMMARIES, { true: 'always', false: 'never' })
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
