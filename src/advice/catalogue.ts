import type { Fix } from '../failure/failure.ts'
import { publicCloud } from '../values/clouds.ts'
import { topics } from './credential-traits.ts'
import { isFor, type Remedy, type Situation } from './remedy.ts'
import { appRemedies } from './rows/app.ts'
import { credentialRemedies } from './rows/credential.ts'
import { federatedCredentialRemedies } from './rows/federated-credential.ts'
import { managedIdentityRemedies } from './rows/managed-identity.ts'
import { oauthRemedies, UNKNOWN } from './rows/oauth.ts'
import { personRemedies } from './rows/person.ts'
import { powerPlatformRemedies } from './rows/power-platform.ts'
import { resourceRemedies } from './rows/resource.ts'
import { transientRemedies } from './rows/transient.ts'
import { userRemedies } from './rows/user.ts'

/**
 * Every refusal that is known here, by what it is about. To add one, add a row: the error and the
 * documentation have it then.
 */
export const remedies = {
  'The credential': credentialRemedies,
  'The federated credential': federatedCredentialRemedies,
  'The app and the tenant': appRemedies,
  'The API and the scope': resourceRemedies,
  'The user, and policies of the tenant': [...userRemedies, ...personRemedies],
  'Faults of Entra': transientRemedies,
  'Managed identity': managedIdentityRemedies,
  'Power Platform API': powerPlatformRemedies,
  'Other refusals of Entra': oauthRemedies,
} satisfies Record<string, readonly Remedy[]>

const byCode = new Map(
  Object.values<readonly Remedy[]>(remedies).flatMap((rows) =>
    rows.flatMap((remedy) => remedy.codes.map((code) => [code, remedy] as const)),
  ),
)

/** An AADSTS number, or the name of a row. */
export type Code = number | string

/** All that have a row, but what stands for those that have none. */
export const listedCodes: readonly Code[] = [...byCode.keys()].filter((code) => code !== UNKNOWN)

export function isListed(code: Code): boolean {
  return code !== UNKNOWN && byCode.has(code)
}

/** The credential that was used, as a row is chosen by it. */
type Used = Pick<Situation, 'credential'>

/** Whether there is a row for this code that applies to the credential that was used. */
export function isKnown(code: Code, used: Used): boolean {
  const remedy = byCode.get(code)
  return remedy !== undefined && isFor(remedy, used)
}

/** What a code's row is about, in words; empty if it applies to the credential that was used. */
export function othersOf(code: Code, used: Used): readonly string[] {
  const remedy = byCode.get(code)
  return !remedy?.about || isFor(remedy, used) ? [] : remedy.about.map((topic) => topics[topic])
}

/** A code about another credential doesn't count, unless each further try does harm. */
export function forbidsRetry(code: Code, used: Used): boolean {
  const remedy = typeof code === 'number' ? byCode.get(code) : undefined
  return remedy?.retry === 'never' && (isFor(remedy, used) || remedy.triesHarm === true)
}

/** The first of the codes that has a row for this credential; else the row for unknown refusals. */
export function remedyFor(codes: readonly Code[], used: Used): { code: Code; remedy: Remedy } {
  const code = codes.find((code) => isKnown(code, used)) ?? UNKNOWN
  return { code, remedy: byCode.get(code) as Remedy }
}

/** The heading of the documentation about a code. */
export function headingOf(code: Code): string {
  return typeof code === 'number' ? `AADSTS${code}` : code
}

/** A row's words for this situation. */
export function advise({ why, fixes }: Remedy, situation: Situation): { why: string; fixes: Fix[] } {
  const filled = typeof fixes === 'function' ? fixes(situation) : [...fixes]
  const first = filled.findIndex(({ command }) => command?.includes('az '))
  const command = filled[first]?.command
  return {
    why: typeof why === 'function' ? why(situation) : why,
    fixes: command ? filled.toSpliced(first, 0, ...chooseCloud(situation, command)) : filled,
  }
}

/**
 * az uses the public cloud until another one is set, which needs a login of its own.
 * @param command the first of az
 */
function chooseCloud({ cloud }: Situation, command: string): Fix[] {
  if (!cloud.azCloud || cloud.azCloud === publicCloud.azCloud) return []
  const choice = `az cloud set --name ${cloud.azCloud}`
  const logsIn = command.startsWith('az login')
  return [
    {
      text: `The commands of az below are for cloud ${cloud.name}; choose it first:`,
      command: logsIn ? choice : `${choice}\naz login --allow-no-subscriptions`,
    },
  ]
}
