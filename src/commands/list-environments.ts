import { acquireToken } from '../entra/acquire-token.ts'
import type { HttpClient } from '../http/client.ts'
import type { Host } from '../ports/host.ts'
import { listAllEnvironments } from '../power-platform/all-environments.ts'
import { type EnvironmentField, environmentFields, readField } from '../power-platform/environment.ts'
import { nameOf } from '../power-platform/environments-page.ts'
import { readRequest } from '../request/read-request.ts'
import { type Harmless, makeHarmless } from '../values/harmless.ts'
import { newAcquisition } from './acquisition.ts'
import type { ExitCode } from './exit-code.ts'
import { nothingVisible } from './nothing-visible.ts'
import { seenWith } from './seen-with.ts'
import { tell } from './tell.ts'

/** Fit to be shown; empty where an environment has no such field. */
export type ShownEnvironment = Readonly<Record<EnvironmentField, Harmless>>

/**
 * Reads what is asked for, obtains a token, and lists the environments that it sees.
 * @param show gets all of them, once the list has been read to its end
 */
export function listEnvironments(
  host: Host,
  http: HttpClient,
  show: (environments: readonly ShownEnvironment[]) => void,
): Promise<ExitCode> {
  const { secrets, words } = host
  return tell(host, async () => {
    const request = await readRequest(host)
    const context = newAcquisition(host, http, request)
    const { facts } = context

    facts.ofRequest(request)
    const token = await acquireToken(request, context)
    secrets.mask(token.value)
    facts.ofPerson(token, request)
    const environments = await listAllEnvironments({ ...context, token, request })

    const seen = seenWith(token.claims)
    if (seen) facts.report('Seen with', seen)
    const names = environments.map(nameOf)
    facts.warn(nothingVisible({ names, count: names.length, isWhole: true }, request, words))
    show(shown(environments, (text) => secrets.redact(text)))
  })
}

function shown(
  environments: readonly Record<string, unknown>[],
  redact: (text: string) => string,
): ShownEnvironment[] {
  // Most values are those of many environments, and to look for a short password in one takes a fifth of a millisecond.
  const known = new Map<string, Harmless>()
  const harmless = (text: string) => {
    // A line end would begin a row of its own.
    const made = known.get(text) ?? makeHarmless(text.replaceAll('\n', ' '), redact)
    known.set(text, made)
    return made
  }
  return environments.map((each) => {
    const values = environmentFields.map((field) => [field, harmless(readField(each, field))])
    return Object.fromEntries(values) as ShownEnvironment
  })
}
