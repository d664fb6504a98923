import type { Code } from './catalogue.ts'
import type { Situation } from './remedy.ts'

/** Of whom a text speaks, as far as it tells. */
export type FoundIds = Partial<Pick<Situation, 'clientId' | 'tenantId'>>

const GUID = "'?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'?"
const TENANT =
  "'?((?:[0-9a-z][0-9a-z-]{0,62}\\.){1,4}[a-z]{2,24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\b"

/**
 * Where a text names the app, or its tenant: Entra's own words, Power Platform's, the address of a token request, and this
 * program's. An API that Entra names beside it stands behind other words. Each is bounded, so that any text is read in
 * linear time.
 */
const places: Readonly<Record<keyof FoundIds, readonly RegExp[]>> = {
  clientId: [
    new RegExp(
      `\\b(?:for app|to app|[Cc]lient application|The client|Client app ID:|[Aa]pplication with (?:identifier|ID)|access the application|configured for the application|for application|App) ${GUID}`,
      'g',
    ),
    new RegExp(`\\b(?:on application \\(|Application (?=')|client_id=)${GUID}`, 'g'),
    new RegExp(`\\bconfigured the application [^\\n]{1,200}\\(${GUID}`, 'g'),
    new RegExp(`${GUID} is not a valid application identifier`, 'g'),
  ],
  tenantId: [
    new RegExp(`\\b(?:[Tt]enant (?:named )?|in the directory )${TENANT}`, 'g'),
    new RegExp(`\\blogin\\.microsoftonline\\.(?:com|us)/${TENANT}`, 'g'),
  ],
}

/** Characters. A refusal of Entra's has some 700. */
const MAX_REFUSAL = 2000

/** Whom a text names: for each code those beside it, else the only ones of the whole text. */
export function findIds(text: string): { clientIds: ReadonlySet<string>; of(code: Code): FoundIds } {
  const whole = idsOf(text)
  return {
    clientIds: whole.clientId,
    of: (code) => {
      const beside = typeof code === 'number' ? idsOf(refusalOf(code, text)) : whole
      return { ...only('clientId', beside, whole), ...only('tenantId', beside, whole) }
    },
  }
}

type Ids = Record<keyof FoundIds, Set<string>>

function idsOf(text: string): Ids {
  const found = (patterns: readonly RegExp[]) =>
    new Set(patterns.flatMap((each) => [...text.matchAll(each)].map(([, id = '']) => id.toLowerCase())))
  return { clientId: found(places.clientId), tenantId: found(places.tenantId) }
}

/** From a code's first place up to the next code. */
export function refusalOf(code: number, text: string): string {
  const start = text.indexOf(`AADSTS${code}`)
  if (start < 0) return ''
  const rest = text.slice(start + 'AADSTS'.length, start + MAX_REFUSAL)
  return rest.split('AADSTS', 1)[0] ?? ''
}

function only(name: keyof FoundIds, ...ids: Ids[]): FoundIds {
  const said = ids.map((each) => each[name]).find(({ size }) => size > 0)
  return said?.size === 1 ? { [name]: [...said][0] } : {}
}
