import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { actionDirectory } from '../scenario.ts'

/** What is checked out: the action as it is published, without what it is built from, and one workflow. */
export function createRepository(directory: string, workflow: string): void {
  const workflows = join(directory, '.github', 'workflows')
  mkdirSync(workflows, { recursive: true })
  cpSync(join(actionDirectory, 'action.yml'), join(directory, 'action.yml'))
  cpSync(join(actionDirectory, 'identity-endpoint'), join(directory, 'identity-endpoint'), {
    recursive: true,
  })
  cpSync(join(actionDirectory, 'dist'), join(directory, 'dist'), { recursive: true })
  cpSync(join(import.meta.dirname, workflow), join(workflows, workflow))

  // act reads the job's repository, ref and commit from it. No setting of the machine's user has a say.
  const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }
  const git = (...args: string[]) => execFileSync('git', args, { cwd: directory, env, timeout: 30_000 })
  git('init', '--quiet', '--initial-branch', 'main')
  git('remote', 'add', 'origin', 'https://github.com/octo/deploy')
  git('add', '--all')
  git(
    '-c',
    'user.name=octocat',
    '-c',
    'user.email=octocat@example.com',
    'commit',
    '--quiet',
    '--message',
    'v1',
  )
}
