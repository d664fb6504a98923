import { advise, headingOf } from '../../src/advice/catalogue.ts'
import { errorPage, isFor, type Remedy } from '../../src/advice/remedy.ts'
import { credentialKinds } from '../../src/credentials/registry.ts'
import type { Fix } from '../../src/failure/failure.ts'
import { fence, prose } from '../../src/values/markdown.ts'
import { placeholders } from './placeholders.ts'

const tries: Record<Remedy['retry'], string> = {
  never: 'The step does not try again: that cannot help.',
  propagation:
    'The step tries again only with `wait-for-propagation`, each time with a new OIDC token: right after a change, waiting helps. It never sends a password again.',
  transient: 'The step tries again by itself, until its `timeout`; never with a password.',
  renewal: 'The step tries again once, with a new token, where it can get one itself.',
}

/** Angle brackets and vertical bars are the only marks in the texts that Markdown could take for its own. */
export const escapeText = (text: string) => text.replace(/[<>|*_]/g, (mark) => `\\${mark}`)

/** What an error says, as paragraphs and lists of the page. */
export function renderWords({ why, fixes }: { why: string; fixes: readonly Fix[] }): string[] {
  const reason = why.includes('\n') ? prose(why) : escapeText(why)
  return [reason, ...renderFixes(fixes)]
}

export function renderFixes(fixes: readonly Fix[]): string[] {
  return fixes.flatMap(({ text, command, shell = 'bash' }) => [
    `- ${escapeText(text)}`,
    ...(command ? [fence(shell, command).replace(/^/gm, '  ')] : []),
  ])
}

/** The words for each credential that the row is about, those that are the same together. */
function variants(remedy: Remedy): string[] {
  const byText = new Map<string, string[]>()
  for (const kind of credentialKinds) {
    const situation = { ...placeholders, credential: kind }
    if (!isFor(remedy, situation)) continue
    const text = renderWords(advise(remedy, situation)).join('\n\n')
    byText.set(text, [...(byText.get(text) ?? []), kind.name])
  }
  if (byText.size === 1) return [...byText.keys()]
  const groups = [...byText].toSorted(([, a], [, b]) => a.length - b.length)
  return groups.flatMap(([text, names], index) => {
    const isRest = index === groups.length - 1 && !remedy.about
    return [
      isRest ? 'With any other credential:' : `With ${names.map((name) => `\`${name}\``).join(' and ')}:`,
      text,
    ]
  })
}

/** A section for each code of the row. */
export function renderRow(remedy: Remedy): string[] {
  return remedy.codes.flatMap((code) => [
    `### ${headingOf(code)}`,
    `**${capital(remedy.title)}.**`,
    ...variants(remedy),
    tries[remedy.retry],
    `Microsoft: [${typeof code === 'number' ? 'documentation' : 'about it'}](${remedy.docs})${typeof code === 'number' && remedy.docs !== errorPage(code) ? `, [the code](${errorPage(code)})` : ''}`,
  ])
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
