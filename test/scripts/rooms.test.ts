import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const rooms = readdirSync(join(root, 'src'))

/** The rooms that one may import, as docs/architecture.md draws them. */
const arrows: Record<string, string> = {
  hosts: rooms.join(' '),
  commands:
    'request inputs power-platform directory plan identity-endpoint entra advice retry http ports secrets failure values',
  request: 'credentials inputs directory entra advice ports secrets failure values',
  credentials: 'inputs entra advice ports secrets failure values',
  inputs: 'ports secrets failure values',
  'power-platform': 'plan entra advice retry http ports secrets failure values',
  directory: 'plan ports secrets failure values',
  plan: 'advice retry http ports secrets failure values',
  'identity-endpoint': 'retry ports failure values',
  entra: 'advice retry http ports secrets failure values',
  advice: 'http ports failure values',
  retry: 'http ports failure values',
  http: 'ports failure values',
  ports: 'secrets failure values',
  secrets: 'values',
  failure: 'values',
  values: '',
}

/** The one place from which each package may be imported, types included. */
const packages: Record<string, string> = {
  '@actions/core': 'hosts/github',
  '@actions/http-client': 'http',
  '@azure/msal-node': 'entra/msal',
}

/** All that rooms.biome.json has a line for. */
const places = [...new Set([...rooms, ...Object.values(packages)])]

const roomOf = (place: string) => place.split('/')[0] ?? ''

function refuses(said: string, file: string, line: number): boolean {
  return new RegExp(`^src/${file}:${line}:\\d+ lint/style/noRestrictedImports`, 'm').test(said)
}

describe('the rooms of src/', () => {
  let folder = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rooms-'))
    for (const path of ['src', 'biome.json', 'rooms.biome.json'])
      cpSync(join(root, path), join(folder, path), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  })
  after(() => rmSync(folder, { recursive: true }))

  /** What the linter says of src/ with these files in it. */
  function lint(files: Record<string, string>): string {
    const written = Object.entries(files).map(([file, content]) => {
      const path = join(folder, 'src', file)
      writeFileSync(path, content)
      return path
    })
    const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
    const rules = ['style/noRestrictedImports', 'suspicious/noImportCycles'].map((rule) => `--only=${rule}`)
    const args = [biome, 'lint', '--colors=off', '--max-diagnostics=none', ...rules, 'src']
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    for (const path of written) rmSync(path)
    return stdout + stderr
  }

  test('are all drawn, and no file lies beside them', () => {
    assert.deepEqual(Object.keys(arrows).toSorted(), rooms.toSorted())
    for (const room of rooms) assert.doesNotMatch(room, /\./)
  })

  test('import only what stands below', () => {
    const others = places.flatMap((from) =>
      rooms.filter((to) => to !== roomOf(from)).map((to) => [from, to] as const),
    )
    const fileOf = ([from, to]: readonly [string, string]) => `${from}/to-${to}.ts`
    const pathOf = ([from, to]: readonly [string, string]) => `${from.replace(/[^/]+/g, '..')}/${to}/x.ts`
    const forms = (path: string) =>
      [`import type * as x from '${path}'`, `export * from '${path}'`, `await import('${path}')`].join('\n')
    const said = lint(Object.fromEntries(others.map((pair) => [fileOf(pair), forms(pathOf(pair))])))
    for (const pair of others) {
      const isAllowed = arrows[roomOf(pair[0])]?.split(' ').includes(pair[1])
      for (const line of [1, 2, 3]) {
        const isRefused = refuses(said, fileOf(pair), line)
        assert.equal(isRefused, !isAllowed, `${pair.join(' to ')}, line ${line}\n${said.slice(0, 500)}`)
      }
    }
    assert.match(said, /No arrow leads there: docs\/architecture\.md/)
  })

  test('import each package in one place alone', () => {
    const lines = (name: string) =>
      [
        `import type * as x from '${name}'`,
        `export * from '${name}'`,
        `await import('${name}')`,
        `import '${name}/lib/x'`,
      ].join('\n')
    const pairs = places.flatMap((from) => Object.keys(packages).map((name) => [from, name] as const))
    const fileOf = ([from, name]: readonly [string, string]) => `${from}/of-${name.split('/')[1]}.ts`
    const said = lint(Object.fromEntries(pairs.map((pair) => [fileOf(pair), lines(pair[1])])))
    for (const pair of pairs) {
      const isAllowed = packages[pair[1]] === pair[0]
      for (const line of [1, 2, 3, 4]) {
        const isRefused = refuses(said, fileOf(pair), line)
        assert.equal(isRefused, !isAllowed, `${pair[1]} in ${pair[0]}, line ${line}\n${said.slice(0, 500)}`)
      }
    }
  })

  test('have no circle, of types either', () => {
    const said = lint({
      'values/one.ts': "import type { Two } from './two.ts'\nexport type One = Two | 1\n",
      'values/two.ts': "import type { One } from './one.ts'\nexport type Two = One | 2\n",
    })
    assert.match(said, /src\/values\/one\.ts:1:\d+ lint\/suspicious\/noImportCycles/)
  })
})

describe('docs/architecture.md', () => {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
  const picture = /```mermaid\n(.*?)```/s.exec(page)?.[1] ?? ''
  const labels = new Map([...picture.matchAll(/(\w+)\["([\w-]+)\/<br>/g)].map(([, id, room]) => [id, room]))
  const edges = [...picture.matchAll(/^ *(\w+)(?:\[.*?\])? --> (\w+)(?:\[.*?\])?$/gm)]
  const drawn = edges.map(([, from = '', to = '']) => [labels.get(from) ?? '', labels.get(to) ?? ''] as const)

  /** All to which the picture leads from a room. */
  function below(room: string): string[] {
    return drawn.flatMap(([from, to]) => (from === room ? [to, ...below(to)] : []))
  }

  test('draws every room, and has a row for it', () => {
    assert.deepEqual([...labels.values()].toSorted(), rooms.toSorted())
    for (const room of rooms) assert.ok(page.includes(`\n| \`${room}/\` |`), room)
  })

  test('draws only arrows that are allowed', () => {
    assert.equal(edges.length, picture.trim().split('\n').length - 1)
    for (const [from, to] of drawn) assert.ok(arrows[from]?.split(' ').includes(to), `${from} to ${to}`)
  })

  test('draws no room above one that it may import', () => {
    for (const [from, allowed] of Object.entries(arrows)) {
      const lower = below(from)
      for (const to of allowed.split(' ').filter((room) => room && room !== from))
        assert.ok(lower.includes(to), `${from} to ${to}`)
    }
  })
})
