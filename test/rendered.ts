import assert from 'node:assert/strict'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'

/** A summary as HTML, by the rules of GitHub Flavored Markdown. Raw HTML passes, so that a test sees what was let in. */
export function render(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  })
}

const TAGS = /^(h3|p|strong|ul|li|pre|code|table|thead|tbody|tr|th|td|a)$/

/**
 * What GitHub makes more of than text once the Markdown is HTML: links, addresses, mentions, issues, commits, emoji and
 * formulas (https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls).
 */
const REFERENCES = /\w:\/\/|www\.|@|#\d|\bGH-\d|\b[0-9a-f]{7,40}\b|:[\w+-]+:|\$/i

/** Asserts one heading, and that nothing but the link to our own documentation is more than text. */
export function assertOneSection(summary: string): void {
  const html = render(summary)
  assert.match(html, /^<h3>/)
  assert.equal(html.match(/<h\d/g)?.length, 1, html)
  for (const [tag, name = ''] of html.matchAll(/<\/?([a-z0-9]+)[^>]*>/g)) {
    assert.match(name, TAGS, `${tag} in:\n${html}`)
  }
  for (const [tag] of html.matchAll(/<a [^>]*>/g)) {
    assert.match(
      tag,
      /^<a href="https:\/\/(github\.com\/OWNER\/power-platform-token|learn\.microsoft\.com)\//,
      html,
    )
  }
  for (const [tag] of html.matchAll(/<(?!a )\w+ [^>]*>/g)) {
    assert.match(tag, /^<code class="language-(bash|powershell|text|yaml)">$/, html)
  }
  const text = html
    .replace(/<(pre|code)\b[\s\S]*?<\/\1>/g, '\0')
    .replace(/<[^>]*>/g, '\0')
    // A time of day is no emoji.
    .replace(/\b\d\d:\d\d:\d\dZ?\b/g, '')
  assert.doesNotMatch(text, REFERENCES, html)
}

/** The blocks of code, as a reader copies them. */
export function codeBlocks(summary: string): string[] {
  return [...render(summary).matchAll(/<pre><code[^>]*>([\s\S]*?)\n<\/code><\/pre>/g)].map(([, code = '']) =>
    code.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  )
}

/** The rows of the one table, its head first: the text of each cell. */
export function tableRows(summary: string): string[][] {
  return [...render(summary).matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd]>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => cell.replace(/<\/?code>/g, '')),
  )
}
