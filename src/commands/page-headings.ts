import { headings as networkHeadings } from '../http/http-error.ts'
import { anchorOf } from '../values/anchor.ts'
import { resources } from '../values/resources.ts'
import { findEndpointHeadings } from './endpoint-advice.ts'

/** What the page of failures has of this program itself, and not of a code. */
export const ownHeadings = [
  'Inputs',
  'No OIDC token',
  'No credential',
  'File of the federated token',
  'Command of the federated token',
  'Not an answer of Entra',
  'Answer without a token',
  'A person signs in',
  'Identity endpoint',
  'Set-up',
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

/** Those to which a text links, as this program's own failures do, and those of the identity endpoint whose words it has. */
export function findHeadings(text: string): string[] {
  const anchors = new Set(
    [...text.matchAll(/\/troubleshooting\.md#([a-z0-9_-]{1,80})/g)].map(([, anchor]) => anchor),
  )
  const told = findEndpointHeadings(text)
  return plainHeadings.filter((heading) => anchors.has(anchorOf(heading)) || told.includes(heading))
}
