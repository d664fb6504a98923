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
  commands: 'request inputs power-platform entra advice retry http ports secrets failure values',
  request: 'credentials inputs entra advice ports secrets failure values',
  credentials: 'inputs entra advice ports secrets failure values',
  inputs: 'ports secrets failure values',
  'power-platform': 'entra advice retry http ports secrets failure values',
  entra: 'advice retry http ports secrets failure values',
  advice: 'http ports failure values',
  retry: 'http ports failure values',
  http: 'ports failure values',
  ports: 'secrets failure values',
  secrets: 'values',
  failure: 'values',
  values: '',
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

  /** What the linter says of a line at the end of a file, as `rule from the room`. */
  function lint(offences: Record<string, string>): string {
    const written = Object.entries(offences).map(([file, line]) => {
      const path = join(folder, 'src', file)
      writeFileSync(path, line)
      return path
    })
    const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
    const args = [biome, 'lint', '--colors=off', '--max-diagnostics=none', 'src']
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    for (const path of written) rmSync(path)
    return stdout + stderr
  }

  test('are all drawn, and no file lies beside them', () => {
    assert.deepEqual(Object.keys(arrows).toSorted(), rooms.toSorted())
    for (const room of rooms) assert.doesNotMatch(room, /\./)
  })

  for (const form of ["import type * as x from 'PATH'", "export * from 'PATH'", "await import('PATH')"]) {
    test(`import only what stands below: ${form}`, () => {
      const pairs = rooms.flatMap((from) => rooms.map((to) => [from, to] as const))
      const others = pairs.filter(([from, to]) => from !== to)
      const fileOf = ([from, to]: readonly [string, string]) => `${from}/to-${to}.ts`
      const said = lint(
        Object.fromEntries(
          others.map((pair) => [fileOf(pair), `${form.replace('PATH', `../${pair[1]}/x.ts`)}\n`]),
        ),
      )
      for (const pair of others) {
        const isAllowed = arrows[pair[0]]?.split(' ').includes(pair[1])
        const isRefused = new RegExp(`^src/${fileOf(pair)}:1:\\d+ lint/style/noRestrictedImports`, 'm').test(
          said,
        )
        assert.equal(isRefused, !isAllowed, `${pair.join(' to ')}\n${said.slice(0, 500)}`)
      }
      assert.match(said, /No arrow leads there: docs\/architecture\.md/)
    })
  }

  test('have no circle, of types either', () => {
    const said = lint({
      'values/one.ts': "import type { Two } from './two.ts'\nexport type One = Two | 1\n",
      'values/two.ts': "import type { One } from './one.ts'\nexport type Two = One | 2\n",
    })
    assert.match(said, /src\/values\/one\.ts:1:\d+ lint\/suspicious\/noImportCycles/)
  })
})

test('docs/architecture.md draws every room', () => {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
  for (const room of rooms) assert.ok(page.includes(`\`${room}/\``), room)
})
