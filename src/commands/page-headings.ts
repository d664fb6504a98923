import { headings as networkHeadings } from '../http/http-error.ts'
import { anchorOf } from '../values/anchor.ts'
import { resources } from '../values/resources.ts'

/** What the page of failures has of this program itself, and not of a code. */
export const ownHeadings = [
  'Inputs',
  'No OIDC token',
  'File of the federated token',
  'Command of the federated token',
  'Not an answer of Entra',
  'Answer without a token',
  'A person signs in',
  'Identity endpoint',
  'Port of the identity endpoint',
  'Request to the identity endpoint',
  'No answer of the identity endpoint',
  'Nothing to explain',
  'Unexpected error',
] as const

/** All headings of that page that stand for no code. */
export const plainHeadings: readonly string[] = [
  ...Object.values(networkHeadings),
  ...ownHeadings,
  ...resources.map(({ name }) => name),
  'Unknown refusal',
]

/** What one word stands for, in any case. */
export function readHeading(word: string): string | undefined {
  const written = word.trim().toLowerCase()
  return plainHeadings.find((heading) => heading.toLowerCase() === written)
}

/** What clients of the identity endpoint say without a link. Bounded, so that any text is read in linear time. */
const clientSigns: readonly (readonly [heading: (typeof ownHeadings)[number], pattern: RegExp])[] = [
  ['No answer of the identity endpoint', /\/msi\/token[^\n]{0,500}refused/i],
  ['No answer of the identity endpoint', /ECONNREFUSED 127\.0\.0\.1:\d/],
]

/** Those to which a text links, as this program's own failures do, and those whose words it has. */
export function findHeadings(text: string): string[] {
  const anchors = new Set(
    [...text.matchAll(/\/troubleshooting\.md#([a-z0-9_-]{1,80})/g)].map(([, anchor]) => anchor),
  )
  const told = clientSigns.filter(([, pattern]) => pattern.test(text)).map(([heading]) => heading)
  return plainHeadings.filter(
    (heading) => anchors.has(anchorOf(heading)) || told.some((each) => each === heading),
  )
}
