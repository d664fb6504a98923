import assert from 'node:assert/strict'
import { existsSync, globSync } from 'node:fs'
import { dirname, join } from 'node:path/posix'
import { describe, test } from 'node:test'
import { anchor, documentation, page, pages, read, root } from './pages.ts'

const exists = (path: string) => existsSync(new URL(path, root))
const linksOf = (prose: string) => [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)

describe('README', () => {
  test('has 200 lines at most', () => {
    const lines = page('README.md').text.trimEnd().split('\n')
    assert.ok(lines.length <= 200, `${lines.length} lines`)
  })

  test('leads to every page', () => {
    const links = new Set(linksOf(page('README.md').prose).map((link) => link.split('#')[0]))
    const others = pages.map(({ path }) => path).filter((path) => path !== 'README.md')
    const missing = others.filter((path) => !links.has(path) && !links.has(`${dirname(path)}/`))
    assert.deepEqual(missing, [])
  })
})

describe('CONTRIBUTING', () => {
  test('leads to each page that it names', () => {
    const { prose } = page('CONTRIBUTING.md')
    const named = [...prose.matchAll(/[`[]((?:[\w-]+\/)*[\w-]+\.md|docs\/decisions\/)[`\]]/g)].map(
      ([, name]) => name,
    )
    assert.ok(named.length > 5)
    const links = new Set(linksOf(prose).map((link) => link.split('#')[0]))
    assert.deepEqual(
      named.filter((name) => name !== undefined && !links.has(name)),
      [],
    )
  })
})

describe('each page', () => {
  test('begins with its title and what it is for', () => {
    for (const { path, text } of documentation) {
      assert.match(text.replace(/<!--.*?-->\n+/gs, ''), /^# .+\n\n[A-Z].+\.\n/, path)
      assert.equal(text.replace(/^ *```[\s\S]*?^ *```$/gm, '').match(/^# /gm)?.length, 1, path)
    }
  })

  test('links to what exists', () => {
    const counts = pages.map(({ path, prose }) => {
      const links = linksOf(prose).filter((link) => !link.startsWith('https://'))
      for (const link of links) {
        const [file = '', fragment] = link.split('#')
        const target = file ? join(dirname(path), file) : path
        assert.ok(exists(target), `${path}: ${link}: no such file`)
        if (fragment === undefined) continue
        const anchors = page(target).headings.map(anchor)
        assert.ok(anchors.includes(fragment), `${path}: ${link}: no such heading`)
      }
      return links.length
    })
    assert.ok(Math.max(...counts) > 20)
  })

  test('has no two headings with the same anchor', () => {
    for (const { path, headings } of pages) {
      const anchors = headings.map(anchor)
      const repeated = anchors.filter((each, index) => anchors.indexOf(each) < index)
      assert.deepEqual(repeated, [], path)
    }
  })

  test('names files that exist', () => {
    const named = pages.flatMap(({ path, prose }) =>
      [...prose.matchAll(/`((?:src|test|bench|docs|dist|\.ci)\/[^`\s]*)`/g)].map(([, file = '']) => ({
        path,
        file,
      })),
    )
    assert.ok(named.length > 30)
    for (const { path, file } of named) {
      assert.ok(globSync(file, { cwd: root }).length > 0, `${path}: ${file} is not there`)
    }
  })

  test('names npm scripts that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json'))
    const namedIn = ({ text }: { text: string }) =>
      [...text.matchAll(/\bnpm (?:run (?:-s )?([a-z][\w:-]*)|(test)\b)/g)].map(([, run, test]) => run ?? test)
    assert.deepEqual(
      new Set(namedIn(page('README.md'))),
      new Set(['demo', 'test', 'test:unit', 'test:workflows']),
    )
    for (const each of pages)
      for (const name of namedIn(each)) assert.ok(name && scripts[name], `${each.path}: npm run ${name}`)
  })
})

test('an error leads to steps of the set-up that exist', () => {
  const sources = globSync('src/**/*.ts', { cwd: root }).map((path) => read(path))
  const steps = sources.flatMap((source) => [...source.matchAll(/readSetUp\(situation, '(.*?)'\)/g)])
  assert.ok(steps.length > 1)
  const { headings } = page('docs/set-up.md')
  for (const [, step = ''] of steps) assert.ok(headings.includes(step), `no step ${step}`)
})

test('each decision has a number, its context, the decision and its consequences', () => {
  const decisions = documentation.filter(({ path }) => path.startsWith('docs/decisions/'))
  assert.ok(decisions.length > 0)
  decisions.forEach(({ path, headings: [title = '', ...rest] }, index) => {
    const number = index + 1
    assert.equal(
      path,
      `docs/decisions/${String(number).padStart(4, '0')}-${anchor(title.split('. ')[1] ?? '')}.md`,
    )
    assert.ok(title.startsWith(`${number}. `), title)
    assert.deepEqual(rest, ['Context', 'Decision', 'Consequences'], path)
  })
})
