import { type Code, isListed, listedCodes } from './catalogue.ts'
import { managedIdentityRemedies } from './rows/managed-identity.ts'
import { oauthRemedies } from './rows/oauth.ts'

/** What stands in a text where a refusal was told, whoever told it. */
interface Sign {
  /** With the flag g. Bounded, so that any text is read in linear time. */
  pattern: RegExp
  codesOf: (match: RegExpExecArray) => readonly Code[]
  /** Whether it says so little that it counts only where nothing else says more. */
  isVague?: true
}

const numbers = ([, list = '']: RegExpExecArray): Code[] => (list.match(/\d+/g) ?? []).map(Number)

/** What Entra says of one and the same refusal by OAuth's words, too. */
const oauthValues = oauthRemedies
  .flatMap(({ codes }) => codes)
  .filter((code) => /^[a-z_]+$/.test(String(code)))

const signs: readonly Sign[] = [
  { pattern: /AADSTS(\d{4,15})/gi, codesOf: numbers },
  { pattern: /error_codes(?:\\?["'])?\s{0,9}[:=]\s{0,9}\[([\d,\s]{1,200})\]/g, codesOf: numbers },
  { pattern: /\/error\?code=(\d{4,15})/g, codesOf: numbers },
  {
    pattern: new RegExp(`(?<![\\w-])(${oauthValues.join('|')})(?![\\w-])`, 'g'),
    codesOf: ([, value = '']) => [value],
    isVague: true,
  },
  // This program's own title.
  {
    pattern: /Power Platform API \((\d{3})\)/g,
    codesOf: ([, status]) => [
      `Power Platform API ${Number(status) >= 500 || status === '408' ? 'fault' : status}`,
    ],
  },
  {
    pattern: /InsufficientDelegatedPermissions/g,
    codesOf: () => ['Power Platform API 403 InsufficientDelegatedPermissions'],
  },
  {
    pattern: /InvalidAuthenticationAudience/g,
    codesOf: () => ['Power Platform API 401 InvalidAuthenticationAudience'],
  },
  { pattern: /\bRouteNotFound\b/g, codesOf: () => ['Power Platform API 404 RouteNotFound'] },
  // Of api.bap.microsoft.com, which pac and Terraform's provider ask.
  {
    pattern:
      /service principal with id '[^'\n]{1,100}' for application [^\n]{1,100} does not have permission/g,
    codesOf: () => ['Power Platform API 403 Forbidden'],
  },
  {
    pattern: /The caller is not authorized to perform the request/g,
    codesOf: () => ['Power Platform API 403 Forbidden'],
    isVague: true,
  },
  ...managedIdentityRemedies.map(({ codes, title }) => ({
    pattern: new RegExp(`Managed identity: ${title.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')}`, 'g'),
    codesOf: () => codes.slice(0, 1),
  })),
  {
    pattern: /requested identity (?:hasn['’]t|has not) been assigned to this resource|"Identity not found"/gi,
    codesOf: () => ['Managed identity: not assigned'],
  },
  {
    pattern: /169\.254\.169\.254[^\n]{0,200}\b50[24]\b/g,
    codesOf: () => ['Managed identity: gateway'],
  },
  {
    // Of az, of Azure's SDKs and of MSAL.
    pattern:
      /Failed to connect to MSI|ManagedIdentityCredential[^\n]{0,200}(?:network_error|Network unreachable)|reading 'expires_on'|no managed identity endpoint found|no response (?:received )?from the (?:managed identity|IMDS) endpoint|managed_identity_unreachable_network/gi,
    codesOf: () => ['Managed identity: no answer'],
    isVague: true,
  },
]

/** The codes of all refusals that a text tells of, each once, in their order: of a log, an answer, a page. */
export function findCodes(text: string): Code[] {
  const precise = findPreciseCodes(text)
  return precise.length > 0 ? precise : findVagueCodes(text)
}

/** Those that can't mean anything else. */
export function findPreciseCodes(text: string): Code[] {
  return inOrder(
    signs.filter(({ isVague }) => !isVague),
    text,
  )
}

/** Words that others use, too. */
export function findVagueCodes(text: string): Code[] {
  return inOrder(
    signs.filter(({ isVague }) => isVague),
    text,
  )
}

function inOrder(wanted: readonly Sign[], text: string): Code[] {
  return [...placesOf(wanted, text)].toSorted(([, a], [, b]) => a - b).map(([code]) => code)
}

/** Where each code stands first. A text may hold one a million times. */
function placesOf(wanted: readonly Sign[], text: string): Map<Code, number> {
  const places = new Map<Code, number>()
  for (const { pattern, codesOf } of wanted) {
    for (const match of text.matchAll(pattern)) {
      for (const code of codesOf(match)) {
        const isCode = typeof code === 'number' ? code > 0 : isListed(code)
        if (isCode && match.index < (places.get(code) ?? Number.POSITIVE_INFINITY))
          places.set(code, match.index)
      }
    }
  }
  return places
}

/** What one word stands for: a number with or without `AADSTS`, or a name of the documentation; else what it tells of. */
export function readCodes(word: string): Code[] {
  const number = /^\s*(?:AADSTS)?(\d{4,15})\s*$/i.exec(word)?.[1]
  if (number) return [Number(number)]
  const name = listedCodes.find((code) => String(code).toLowerCase() === word.trim().toLowerCase())
  return name === undefined ? findCodes(word) : [name]
}
