import type { Explanation } from '../../commands/explain.ts'
import { summariseFailure } from '../../failure/summary.ts'

/** How explanations are written. */
export const explanationFormats = {
  text: (explanations: readonly Explanation[]) =>
    explanations.map(({ page }) => `${page.parts.title}\n${page.text}\n`).join('\n'),
  json: (explanations: readonly Explanation[]) =>
    `${JSON.stringify(explanations.map(asObject), undefined, 2)}\n`,
  markdown: (explanations: readonly Explanation[]) =>
    explanations.map(({ page }) => summariseFailure(page)).join('\n'),
}

function asObject({ code, retry, page: { parts } }: Explanation) {
  const { title, why, fixes, more } = parts
  return { code, title, why, fixes, retry, more }
}
