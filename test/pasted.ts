import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
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

/** The shells of this machine that people use. */
export const shells = ['sh', 'bash', 'zsh'].filter((shell) =>
  ['/bin', '/usr/bin'].some((folder) => existsSync(join(folder, shell))),
)

/** For a test that pastes. Windows has none of these shells. */
export const pastes = { skip: shells.length === 0 && 'no shell to paste into' }

/** Pastes a command into a shell, in an empty folder, where az and gh write down what they get. */
export async function paste(command: string, shell: string): Promise<Pasted> {
  const root = await mkdtemp(join(tmpdir(), 'pasted-'))
  const [programs, calls, folder] = [join(root, 'programs'), join(root, 'calls'), join(root, 'folder')]
  try {
    for (const path of [programs, calls, folder]) await mkdir(path)
    for (const program of ['az', 'gh']) {
      await writeFile(join(programs, program), stub(program, calls), { mode: 0o755 })
    }
    const env = { PATH: `${programs}:/usr/bin:/bin`, HOME: folder }
    await promisify(execFile)(shell, ['-c', command], { cwd: folder, env }).catch(() => {})
    const files = (await readdir(calls)).filter((name) => name.endsWith('.arguments'))
    const read = files.map((name) => readCall(join(calls, name)))
    return { calls: await Promise.all(read), strangers: await readdir(folder) }
  } finally {
    await rm(root, { recursive: true })
  }
}

async function readCall(path: string): Promise<Call> {
  const [program = '', ...given] = (await readFile(path, 'utf8')).split('\0').slice(0, -1)
  const input = await readFile(`${path}.input`, 'utf8').catch(() => '')
  return { program, arguments: given, input }
}

const stub = (program: string, calls: string) => `#!/bin/sh
file='${calls}'/$$.arguments
printf '%s\\0' ${program} "$@" > "$file"
case "$*" in *@-* | secret*) cat > "$file.input" ;; esac
echo printed-by-${program}
`
