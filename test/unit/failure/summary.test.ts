import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { PresentedFailure } from '../../../src/failure/presented-failure.ts'
import { summariseFacts, summariseFailure } from '../../../src/failure/summary.ts'
import { assertOneSection, codeBlocks, render, tableRows } from '../../rendered.ts'

/** What a name, a claim or a server's words can hold that GitHub would make more of than text. */
const references = [
  'https://evil.example/x?y=1&z',
  'HTTPS://evil.example',
  'ftp://evil.example',
  'www.evil.example',
  '(www.evil.example)',
  'ana@contoso.com',
  'mailto:ana@contoso.com',
  '@octocat',
  'by @octo/team.',
  '#123',
  'octo/deploy#1',
  'GH-12',
  '7fd1a60b01f91b314f59955a4e4d4e80d8edf11d',
  'in 7fd1a60, fixed',
  ':octocat:',
  ':+1: :-1:',
  'one::tada:',
  'costs $x$ or $`x`$',
  '![i](https://evil.example/x.png)',
  '[click here](https://evil.example)',
  '[click]: https://evil.example',
  '<https://evil.example>',
  '<img src=x onerror=alert(1)>',
  '<!-- hidden',
  '&lt;b&gt; &#64;octocat',
  'a|b \\| c `|` \\',
  '| a | b |',
  '`code` ``more`` ```',
  '*bold* _it_ ~~no~~ **',
  '\\@octocat \\[x\\]',
  '# heading',
  '- item',
  '+ item',
  '1. item',
  '2) item',
  '---',
  '===',
  '> [!NOTE]',
  '[^1] [x] [ ]',
  '"https://evil.example".',
  '...www.evil.example',
  ',@octocat,',
]

type Parts = ConstructorParameters<typeof PresentedFailure>[0]
const failure = (parts: { [Name in keyof Parts]?: unknown }) =>
  new PresentedFailure({ title: 'AADSTS1: no', why: 'because', fixes: [], ...parts } as Parts)

describe('the summary of a good run', () => {
  for (const text of references) {
    it(`takes for nothing but text: ${text}`, () => {
      const summary = summariseFacts([
        ['Verified:', `1 environment is visible: ${text}`],
        ['Token', text],
      ])
      assertOneSection(summary)
      const rows = tableRows(summary)
      assert.equal(rows.length, 3)
      for (const row of rows) assert.equal(row.length, 2, render(summary))
    })
  }

  it('has a table with a head, and no colon in a name', () => {
    const rows = tableRows(summariseFacts([['Credential:', 'federated']]))
    assert.deepEqual(rows, [
      ['Fact', 'Value'],
      ['Credential', 'federated'],
    ])
  })

  it('shows what could be a link as code, and prose as prose', () => {
    const html = render(
      summariseFacts([['Token', 'for https://api.powerplatform.com/.default, until 10:15:00Z (--all)']]),
    )
    assert.match(
      html,
      /<td>for <code>https:\/\/api\.powerplatform\.com\/\.default<\/code>, until 10:15:00Z \(<code>--all<\/code>\)<\/td>/,
    )
  })

  it('lists what to look at below the table', () => {
    const html = render(summariseFacts([['A', 'b']], 'Nothing is visible:\n- One cause.\n- Another @cause.'))
    assert.match(html, /<\/table>\n<p><strong>Warning:<\/strong> Nothing is visible:<\/p>/)
    assert.match(html, /<li>One cause\.<\/li>\n<li>Another <code>@cause<\/code>\.<\/li>/)
  })
})

describe('the summary of a failure', () => {
  for (const text of references) {
    it(`takes for nothing but text: ${text}`, () => {
      const parts = { title: text, tried: text, answer: `${text}\n- ${text}`, fixes: [{ text }] }
      assertOneSection(
        summariseFailure(failure({ ...parts, why: `${text}\n- x: ${text}\n  ${text}\n${text}` })),
      )
    })
  }

  it('has paragraphs and lists for prose, and blocks for what stands out', () => {
    const why =
      'One line:\n- client-id: came "x"\n  more of it:\n      permissions:\n        id-token: write\n- cloud: y\nThe end.'
    const html = render(summariseFailure(failure({ why })))
    assert.equal(
      html.slice(html.indexOf('<p>')),
      [
        '<p><strong>Why:</strong> One line:</p>',
        '<ul>',
        '<li>',
        '<p>client-id: came &quot;x&quot;</p>',
        '<p>more of it:</p>',
        '<pre><code class="language-text">permissions:',
        '  id-token: write',
        '</code></pre>',
        '</li>',
        '<li>',
        '<p>cloud: y</p>',
        '</li>',
        '</ul>',
        '<p>The end.</p>',
        '',
      ].join('\n'),
    )
  })

  it('lists the lines of an answer, and does not list a single one', () => {
    const many = render(summariseFailure(failure({ answer: 'AADSTS1: no.\nHTTP 400\n- word' })))
    assert.match(
      many,
      /<strong>Answer:<\/strong><\/p>\n<ul>\n<li>AADSTS1: no\.<\/li>\n<li>HTTP 400<\/li>\n<li>word<\/li>\n<\/ul>/,
    )
    const one = render(summariseFailure(failure({ answer: 'HTTP 400' })))
    assert.match(one, /<p><strong>Answer:<\/strong> HTTP 400<\/p>/)
  })

  it('has each command whole, in a block of its own', () => {
    const commands = ['az x --id 1', "echo '```' | gh secret set X\naz y", `az ${'z'.repeat(3000)}`]
    const summary = summariseFailure(
      failure({ fixes: commands.map((command) => ({ text: 'Do:', command })) }),
    )
    assert.deepEqual(codeBlocks(summary), commands)
    assert.equal(summary.match(/^`{3,}bash$/gm)?.length, 3)
  })

  it('is made of any text, however long and nested', () => {
    for (const part of ['- ', '` ', '\n  x', '\n- ', '(', ' ']) {
      const text = part.repeat(200_000)
      assert.ok(summariseFailure(failure({ why: text, answer: text, fixes: [{ text, command: text }] })))
    }
  })

  it('ends with the address of more', () => {
    const more = 'https://github.com/OWNER/power-platform-token/blob/v1/docs/troubleshooting.md#aadsts1'
    assert.match(render(summariseFailure(failure({ more }))), new RegExp(`<a href="${more}">`))
  })
})
