import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What a program got from the shell. */
export interface Call {
  program: string
  arguments: string[]
  /** Of a program that reads its standard input: `az` with `@-`, `gh secret set`. */
  input: string
}

export interface Pasted {
  calls: Call[]
  /** What the shell left behind that nobody asked for. */
  strangers: string[]
}

/** The commands of an error: the lines that stand out by four spaces. */
export function commandsOf(error: string): string[] {
  return [...error.matchAll(/^ {4}(\S.*)$/gm)].map(([, command = '']) => command)
}

/** Pastes a command into a shell, in an empty folder, where az and gh write down what they get. */
export async function paste(command: string, shell: string): Promise<Pasted> {
  const root = await mkdtemp(join(tmpdir(), 'pasted-'))
  const [programs, calls, folder] = ['programs', 'calls', 'folder'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ]
  try {
    for (const path of [programs, calls, folder]) await mkdir(path)
    for (const program of ['az', 'gh']) {
      await writeFile(join(programs, program), stub(program, calls), { mode: 0o755 })
    }
    const env = { PATH: `${programs}:/usr/bin:/bin`, HOME: folder }
    await promisify(execFile)(shell, ['-c', command], { cwd: folder, env }).catch(() => {})
    const files = (await readdir(calls)).toSorted()
    const read = files.map(async (name) => JSON.parse(await readFile(join(calls, name), 'utf8')) as Call)
    return { calls: await Promise.all(read), strangers: await readdir(folder) }
  } finally {
    await rm(root, { recursive: true })
  }
}

const stub = (program: string, calls: string) => `#!${process.execPath}
const { readFileSync, writeFileSync } = require('node:fs')
const given = process.argv.slice(2)
const reads = given.includes('@-') || given[0] === 'secret'
const input = reads ? readFileSync(0, 'utf8') : ''
const file = ${JSON.stringify(`${calls}/`)} + process.hrtime.bigint() + '-' + process.pid
writeFileSync(file, JSON.stringify({ program: ${JSON.stringify(program)}, arguments: given, input }))
console.log('printed-by-${program}')
`
