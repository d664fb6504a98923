import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'

/** Clients that are no packages of npm: what brings them, and where they then are. */
export interface Tool {
  name: string
  /** What must be there to install it. */
  needs: string
  /** Named by what made it, so that other versions get a folder of their own. */
  folder: string
  /** A program of it, by the name that it has there. */
  program(name: string): string
  /** Commands, one after the other, run in this folder. */
  install: readonly (readonly [file: string, ...args: string[]])[]
}

const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')

export const python = tool({
  name: 'azure-identity for Python, and the Azure CLI',
  needs: 'Python 3.10 or newer, with venv',
  files: ['python/requirements.txt'],
  programs: 'bin',
  install: (folder) => [
    ['python3', '-m', 'venv', '--clear', folder],
    // The Azure CLI is 10,000 files; Python compiles those that are used when it first meets them.
    [
      ...([join(folder, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', '--no-compile'] as const),
      ...['--disable-pip-version-check', '--requirement', 'python/requirements.txt'],
    ],
  ],
})

export const go = tool({
  name: 'azidentity, and the SDK of Terraform’s azurerm provider',
  needs: 'Go 1.21 or newer',
  files: ['go.mod', 'go.sum', 'main.go', 'azidentity.go', 'hashicorp.go'].map((name) => `go/${name}`),
  programs: '.',
  install: (folder) => [['go', 'build', '-C', 'go', '-buildvcs=false', '-o', join(folder, 'client'), '.']],
})

export const java = tool({
  name: 'azure-identity for Java',
  needs: 'a JDK from 11 up, and Maven',
  files: ['java/pom.xml', 'java/Client.java'],
  programs: '.',
  install: (folder) => [
    [
      ...(['mvn', '--batch-mode', '--quiet', '--file', 'java/pom.xml'] as const),
      ...['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}`],
    ],
    ['javac', '-d', folder, '-cp', join(folder, '*'), 'java/Client.java'],
  ],
})

export const tools = [python, go, java]

/** Whether it was installed whole. */
export const isInstalled = ({ folder }: Tool): boolean => existsSync(markOf(folder))

/** Written once all of it is there. */
export const markOf = (folder: string): string => join(folder, 'installed')

/** The folders of other versions of it have the same start. */
export const isVersionOf = ({ folder }: Tool, name: string): boolean =>
  name.startsWith(basename(folder).replace(/[^-]*$/, '')) && name !== basename(folder)

function tool({
  files,
  programs,
  install,
  ...rest
}: Pick<Tool, 'name' | 'needs'> & {
  files: readonly string[]
  programs: string
  install(folder: string): Tool['install']
}): Tool {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(join(import.meta.dirname, file)))
  const [language = ''] = files[0]?.split('/') ?? []
  const version = hash.digest('hex').slice(0, 12)
  const folder = join(cache, 'power-platform-token', 'clients', `${language}-${version}`)
  return { ...rest, folder, program: (name) => join(folder, programs, name), install: install(folder) }
}
