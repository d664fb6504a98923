import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

export interface ActOptions {
  /** The path of act. */
  act: string
  /** An empty folder for all that act keeps. */
  home: string
  /** The repository's folder. */
  repository: string
  /** The name of the workflow's file. */
  workflow: string
  /** `vars.*` */
  variables: Record<string, string>
  /** `secrets.*` */
  secrets: Record<string, string>
  /** Of the runner's machine, and so of each of its jobs. */
  env: Record<string, string>
}

export interface ActResult {
  /** null if act was ended at its time limit. */
  exitCode: number | null
  /** All that it printed, by which users would see the job's log. */
  output: string
  /** Of each step that ran, `job: step: success` or `… failure`, in order. */
  steps: string[]
}

const TIME_LIMIT_MS = 60_000

/** Runs a workflow as a self-hosted runner would, on this machine, by nektos/act. */
export async function runAct(options: ActOptions): Promise<ActResult> {
  const { home, repository, workflow, variables } = options
  mkdirSync(home)
  const secretFile = join(home, 'secrets.yml')
  // JSON is YAML, whose strings may have several lines. An empty GITHUB_TOKEN keeps act from asking gh for one.
  const secrets = JSON.stringify({ GITHUB_TOKEN: '', ...options.secrets })
  writeFileSync(secretFile, secrets, { mode: 0o600 })

  // Text, not --json, which prints the values of mask commands.
  const child = spawn(
    options.act,
    [
      'workflow_dispatch',
      ...['--directory', repository],
      ...['--workflows', join('.github', 'workflows', workflow)],
      ...['--platform', 'ubuntu-latest=-self-hosted'],
      ...['--secret-file', secretFile],
      ...Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}=${value}`]),
      ...['--no-cache-server', '--action-offline-mode', '--pull=false'],
    ],
    {
      cwd: home,
      env: {
        // act runs an action of node24 with the first node on PATH.
        PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
        HOME: home,
        LANG: 'C.UTF-8',
        ACT_DISABLE_VERSION_CHECK: '1',
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIME_LIMIT_MS,
      killSignal: 'SIGKILL',
    },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const [exitCode] = (await once(child, 'close')) as [number | null]
  return { exitCode, output, steps: stepResults(output) }
}

function stepResults(output: string): string[] {
  const lines = output.matchAll(/^\[.+?\/(.+?) *\] +\S+ +(Success|Failure) - Main (.+?)(?: \[[^\]]+\])?$/gm)
  return [...lines].map(([, job, result = '', step]) => `${job}: ${step}: ${result.toLowerCase()}`)
}
