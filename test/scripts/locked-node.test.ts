import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'

interface Package {
  version?: string
  integrity?: string
  resolved?: string
  optionalDependencies?: Record<string, string>
  os?: string | string[]
  cpu?: string | string[]
  bin?: Record<string, string>
}

const path = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url))
const read = (file: string) => readFileSync(path(file), 'utf8')
const manifest = JSON.parse(read('package.json'))
const locked: Record<string, Package> = JSON.parse(read('package-lock.json')).packages
const { '': _, ...packages } = locked

describe('the dependencies', () => {
  test('run no script when they are installed', () => {
    assert.match(read('.npmrc'), /^ignore-scripts=true$/m)
    assert.equal(manifest.allowScripts, undefined)
  })

  test('are locked by a hash, and by no address', () => {
    assert.ok(Object.keys(packages).length > 100)
    for (const [name, { integrity, resolved }] of Object.entries(packages)) {
      assert.match(integrity ?? '', /^sha512-/, name)
      assert.equal(resolved, undefined, name)
    }
  })

  test('are locked for every system', () => {
    for (const [from, { optionalDependencies = {} }] of Object.entries(locked)) {
      for (const name of Object.keys(optionalDependencies)) {
        const places = [`${from}/node_modules/${name}`, `node_modules/${name}`]
        assert.ok(
          places.some((place) => packages[place]),
          `${name} is not in package-lock.json`,
        )
      }
    }
  })

  test('are asked for in exact versions', () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest
    for (const [name, version] of Object.entries({
      ...dependencies,
      ...devDependencies,
      ...optionalDependencies,
    }))
      assert.match(String(version), /^\d+\.\d+\.\d+$/, name)
  })
})

describe('the locked Node', () => {
  const nodes = Object.entries(packages).filter(([, { bin }]) => bin?.node)
  const here = nodes.find(
    ([, { os, cpu }]) => [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch),
  )

  test('is there for the systems that CONTRIBUTING.md counts on', () => {
    const systems = nodes.map(([, { os, cpu }]) => `${os}-${cpu}`)
    assert.deepEqual(systems.sort(), ['darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64'])
  })

  test('runs the tests', () => {
    const [name, { version, bin }] = here ?? ['', { version: process.versions.node }]
    assert.equal(process.versions.node, version)
    if (name) assert.equal(process.execPath, path(join(name, bin?.node ?? '')))
  })

  test('is of the version that runs the action', () => {
    const [, major] = /using: node(\d+)/.exec(read('action.yml')) ?? []
    assert.ok(nodes.length > 0)
    for (const [name, { version }] of nodes) assert.equal(version?.split('.')[0], major, name)
  })

  test('runs every npm script, after the installation of the dependencies', () => {
    // npm skips the first here (ignore-scripts), and for the others installs all that development needs of a package
    // that comes from git.
    const lifecycle = /^(pre|post)|^(build|prepare|prepack|install)$/
    for (const [name, script] of Object.entries<string>(manifest.scripts)) {
      assert.doesNotMatch(name, lifecycle)
      assert.match(script, /^(npm run [\w:]+ && npm run [\w:]+$|node scripts\/locked-node\.mjs )/, name)
      assert.doesNotMatch(script, /\bnode (?!scripts\/locked-node\.mjs )/, name)
    }
  })
})

describe('scripts/locked-node.mjs', () => {
  test("takes the machine's own Node of the same major version where none is locked", (t) => {
    const { status, stdout } = run(t, { version: process.versions.node, os: 'plan9', installed: true })
    assert.deepEqual({ status, stdout }, { status: 0, stdout: `${process.version}\n` })
  })

  test('says which Node to install where none is locked', (t) => {
    const { status, stdout, stderr } = run(t, { version: '99.0.0', os: 'plan9' })
    assert.deepEqual({ status, stdout }, { status: 1, stdout: '' })
    assert.equal(
      stderr,
      `No Node is locked for ${process.platform}-${process.arch}: install Node 99 (this is ${process.version}).\n`,
    )
  })

  test('shows why an installation failed, and goes no further', (t) => {
    const { status, stdout, stderr } = run(t, { os: 'plan9', dependency: 'needed' })
    assert.deepEqual({ status, stdout }, { status: 1, stdout: 'Installing the locked dependencies …\n' })
    assert.match(stderr, /npm error code ECONNREFUSED/)
    assert.match(stderr, /\nThe locked dependencies could not be installed\. To try again: npm ci\n$/)
  })

  test('goes no further without the locked Node, which npm leaves out in silence', (t) => {
    const { status, stderr } = run(t, {})
    assert.equal(status, 1)
    assert.match(stderr, /npm did not install .*locked-for-here.*\. To see why: npm ci --loglevel=silly\n$/)
  })

  const handled = { skip: process.platform === 'win32' && 'no signal that a process can handle' }
  test('ends what it runs when it is ended', handled, async () => {
    const script =
      "process.once('SIGTERM', () => process.exit(7)); setTimeout(() => {}, 5e3); console.log('runs')"
    const launcher = spawn(process.execPath, [path('scripts/locked-node.mjs'), '-e', script], {
      cwd: path('.'),
    })
    await once(launcher.stdout, 'data')
    launcher.kill('SIGTERM')
    assert.deepEqual(await once(launcher, 'exit'), [7, null])
  })
})

interface Project {
  version?: string
  os?: string
  dependency?: string
  installed?: boolean
}

/** Asks for the version of Node in a project that locks one for a system, by a registry that can't be reached. */
function run(
  t: TestContext,
  { version = process.versions.node, os = process.platform, dependency, installed }: Project,
) {
  const folder = mkdtempSync(join(tmpdir(), 'project '))
  t.after(() => rmSync(folder, { recursive: true }))
  const write = (file: string, content: object) => writeFileSync(join(folder, file), JSON.stringify(content))
  const integrity = `sha512-${Buffer.alloc(64).toString('base64')}`
  const root = {
    dependencies: dependency ? { [dependency]: '1.0.0' } : {},
    optionalDependencies: { 'locked-for-here': version },
  }
  write('package.json', root)
  write('package-lock.json', {
    lockfileVersion: 3,
    packages: {
      '': root,
      ...(dependency && { [`node_modules/${dependency}`]: { version: '1.0.0', integrity } }),
      'node_modules/locked-for-here': {
        version,
        integrity,
        optional: true,
        os,
        cpu: process.arch,
        bin: { node: 'bin/node' },
      },
    },
  })
  mkdirSync(join(folder, 'node_modules'))
  if (installed) write('node_modules/.package-lock.json', {})
  const env = {
    ...process.env,
    npm_config_registry: 'http://127.0.0.1:1/', // nothing listens there
    npm_config_fetch_retries: '0',
    npm_config_ignore_scripts: 'true',
  }
  return spawnSync(process.execPath, [path('scripts/locked-node.mjs'), '--version'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
}
