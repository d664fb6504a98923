import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/*
 * Makes the package of the command line, for npm: its one file, and nothing to install beside it. Prints the name of
 * the tarball that it leaves in the folder given.
 *
 *     node scripts/locked-node.mjs scripts/pack.ts .
 */
const destination = resolve(process.argv[2] ?? '.')
const { name, version, description, license, repository, bin, files, engines } = JSON.parse(
  readFileSync('package.json', 'utf8'),
)
// A scope is lower case.
const manifest = {
  name: `@${'OWNER/'.toLowerCase()}${name}`,
  version,
  description,
  license,
  repository,
  bin,
  files,
  engines,
}

const folder = mkdtempSync(join(tmpdir(), 'pack-'))
try {
  for (const path of ['README.md', 'LICENSE', ...files]) cpSync(path, join(folder, path))
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`)
  const npm = process.env.npm_execpath
  const [command, ...start] = npm ? [process.execPath, npm] : ['npm']
  const output = execFileSync(
    command as string,
    [...start, 'pack', '--json', '--ignore-scripts', `--pack-destination=${destination}`],
    { cwd: folder, encoding: 'utf8', shell: !npm && process.platform === 'win32' },
  )
  console.log(Object.values<{ filename: string }>(JSON.parse(output))[0]?.filename)
} finally {
  rmSync(folder, { recursive: true })
}
