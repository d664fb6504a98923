import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { transform } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Whether the sources in a folder build what is committed. */
function check(folder: string) {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts/build.ts'), '--check', join(root, 'dist')],
    { cwd: folder, encoding: 'utf8' },
  )
  return { status, stderr }
}

/** The packages that the build can take something from. */
function packages(): string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.keys(lock.packages).filter((path) => {
    const { dev, optional } = lock.packages[path]
    return path && !dev && !optional
  })
}

/** As a checkout on Windows could leave them. */
function endLinesWithCrLf(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/^licen[cs]e|\.(js|json|md|ts|txt)$/i.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    writeFileSync(path, readFileSync(path, 'utf8').replace(/\r?\n/g, '\r\n'))
  }
}

describe('the build', () => {
  let folder = ''
  before(() => {
    process.umask(0o077)
    folder = mkdtempSync(join(tmpdir(), 'another clone, außerhalb '))
    for (const path of ['src', 'tsconfig.json', 'package.json', ...packages()]) {
      cpSync(join(root, path), join(folder, path), { recursive: true })
    }
  })
  after(() => rmSync(folder, { recursive: true }))

  test('gives the same bytes in another folder, with another umask', () => {
    assert.deepEqual(check(folder), { status: 0, stderr: '' })
  })

  test("gives the same bytes from files with Windows' line ends", () => {
    endLinesWithCrLf(folder)
    assert.deepEqual(check(folder), { status: 0, stderr: '' })
  })

  test('puts nothing into the entry but what opens the first connection', () => {
    const entry = readFileSync(join(root, 'dist/main.cjs'), 'utf8')
    const sources = [...entry.matchAll(/^\s*\/\/ (src\/\S+)$/gm)].map(([, path]) => path)
    assert.deepEqual(sources.toSorted(), [
      'src/hosts/github/early-inputs.ts',
      'src/hosts/github/first-host.ts',
      'src/hosts/github/input-variable.ts',
      'src/hosts/github/main.ts',
      'src/http/early-connections.ts',
      'src/http/proxy.ts',
      'src/values/parse-url.ts',
    ])
  })

  test('gives the command line one file, which needs nothing but Node', () => {
    cpSync(join(root, 'dist/power-platform-token.cjs'), join(folder, 'alone.cjs'))
    const { builtIn, status } = runAlone(['--help'])
    assert.equal(status, 0)
    assert.deepEqual(
      builtIn.filter((name) => /^(crypto|https?|tls|vm)$/.test(name)),
      [],
      'help loads what only a request needs',
    )
    assert.ok(runAlone(['token']).builtIn.includes('tls'))
  })

  test('gives the command line a file that tells an older Node so, which can parse it', async () => {
    const file = join(root, 'dist/power-platform-token.cjs')
    const code = readFileSync(file, 'utf8')
    // Node 14 reads optional chains; esbuild means faults in what some of them do.
    const supported = { 'dynamic-import': true, 'optional-chain': true }
    const settings = { charset: 'utf8', legalComments: 'none', supported } as const
    const [plain, lowered] = await Promise.all(
      ['esnext', 'node14.21'].map((target) => transform(code, { ...settings, target })),
    )
    assert.equal(lowered?.code.length, plain?.code.length, 'it has syntax that Node 14 lacks')

    const older = `
      Object.defineProperty(process, 'version', { value: 'v18.20.8' })
      Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } })`
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(older)}`, file, 'token'],
      { encoding: 'utf8' },
    )
    assert.deepEqual(
      { status, stdout, stderr },
      {
        status: 2,
        stdout: '',
        stderr: 'power-platform-token needs Node 20 or newer; this is v18.20.8.\n',
      },
    )
  })

  /** Runs the one file far from all others. @returns what it loaded of Node */
  function runAlone(parameters: string[]) {
    const preload = 'process.on("exit", () => console.error(JSON.stringify(process.moduleLoadList)))'
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${preload}`, join(folder, 'alone.cjs'), ...parameters],
      { cwd: folder, encoding: 'utf8', env: {} },
    )
    const loaded: string[] = JSON.parse(stderr.trim().split('\n').at(-1) ?? '')
    return { status, builtIn: loaded.map((name) => name.replace('NativeModule ', '')) }
  }

  test('gives other bytes from another source', () => {
    for (const host of ['github', 'terminal'])
      appendFileSync(join(folder, `src/hosts/${host}/main.ts`), 'console.log()\n')
    const { status, stderr } = check(folder)
    assert.equal(status, 1)
    assert.match(
      stderr,
      /dist is not what the source builds: main\.cjs, power-platform-token\.cjs\. Run npm run bundle, and commit it\./,
    )
  })
})
