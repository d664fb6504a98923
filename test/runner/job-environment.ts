import path from 'node:path'
import type { JobDirectories } from './job-directories.ts'

// What a process needs from the machine, and where a coverage tool collects what the step ran.
const inherited = ['PATH', 'SystemRoot', 'PATHEXT', 'NODE_V8_COVERAGE']
const systems: Partial<Record<NodeJS.Platform, string>> = { win32: 'Windows', darwin: 'macOS' }
const sha = 'ffac537e6cbbf934b08745a378932722df287a53'

/** Little of what the machine gives a process, whoever runs the job. */
export function machineEnvironment(
  directories: Pick<JobDirectories, 'home' | 'systemTemp'>,
): Record<string, string> {
  const machine = inherited.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value]]
  })
  return {
    ...Object.fromEntries(machine),
    HOME: directories.home,
    USERPROFILE: directories.home,
    TMPDIR: directories.systemTemp,
    TEMP: directories.systemTemp,
    TMP: directories.systemTemp,
    LANG: 'C.UTF-8',
  }
}

/** A job's variables (src/Runner.Worker/GitHubContext.cs and RunnerContext.cs), and little of the machine's. */
export function jobEnvironment(directories: JobDirectories, debug: boolean): Record<string, string> {
  return {
    ...machineEnvironment(directories),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'token',
    GITHUB_ACTION_REF: 'v1',
    GITHUB_ACTION_REPOSITORY: 'OWNER/power-platform-token',
    GITHUB_ACTOR: 'octocat',
    GITHUB_ACTOR_ID: '583231',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_BASE_REF: '',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: directories.event,
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_HEAD_REF: '',
    GITHUB_JOB: 'deploy',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_PROTECTED: 'false',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REPOSITORY: 'octo/deploy',
    GITHUB_REPOSITORY_ID: '740231001',
    GITHUB_REPOSITORY_OWNER: 'octo',
    GITHUB_REPOSITORY_OWNER_ID: '65',
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '1658821493',
    GITHUB_RUN_NUMBER: '3',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: sha,
    GITHUB_TRIGGERING_ACTOR: 'octocat',
    GITHUB_WORKFLOW: 'Deploy',
    GITHUB_WORKFLOW_REF: 'octo/deploy/.github/workflows/deploy.yml@refs/heads/main',
    GITHUB_WORKFLOW_SHA: sha,
    GITHUB_WORKSPACE: directories.workspace,
    RUNNER_ARCH: process.arch.toUpperCase(),
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'GitHub Actions 2',
    RUNNER_OS: systems[process.platform] ?? 'Linux',
    RUNNER_TEMP: directories.temp,
    RUNNER_TOOL_CACHE: path.join(directories.root, 'tools'),
    ...(debug ? { RUNNER_DEBUG: '1' } : {}),
  }
}

/** What the log shows under `env:`: the workflow's own variables, not those of the runner or its machine. */
export function shownEnvironment(env: Record<string, string | undefined>): [string, string][] {
  return Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(ACTIONS|GITHUB|NODE|RUNNER)_/.test(entry[0]),
  )
}
