import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { withheld } from '../../../../src/hosts/github/withheld.ts'

const fromFork = {
  pull_request: {
    head: { repo: { full_name: 'mallory/deploy', fork: true } },
    base: { repo: { full_name: 'octo/deploy' } },
  },
}

interface Row {
  event?: string
  /** The event file's content. */
  body?: unknown
  actor?: string
  /** What is said of it; nothing where it can't be told. */
  says?: string
}

const rows: [name: string, row: Row][] = [
  ['a fork', { body: fromFork, says: 'from a fork (mallory/deploy), and' }],
  ['a fork, in a review', { event: 'pull_request_review', body: fromFork, says: 'from a fork' }],
  [
    'a fork that is gone',
    { body: { pull_request: { ...fromFork.pull_request, head: { repo: null } } }, says: 'from a fork, and' },
  ],
  [
    'a fork without names',
    { body: { pull_request: { head: { repo: { fork: true } } } }, says: 'from a fork, and' },
  ],
  [
    'a fork whose name is none',
    {
      body: {
        pull_request: {
          ...fromFork.pull_request,
          head: { repo: { full_name: 'x\n::error::injected', fork: true } },
        },
      },
      says: 'from a fork, and',
    },
  ],
  ['Dependabot', { actor: 'dependabot[bot]', body: {}, says: 'Dependabot started this run' }],
  ['Dependabot, by a push', { event: 'push', actor: 'dependabot[bot]', says: 'Dependabot started this run' }],
  [
    'the repository itself, which is a fork',
    {
      body: {
        pull_request: {
          head: { repo: { full_name: 'octo/deploy', fork: true } },
          base: { repo: { full_name: 'octo/deploy', fork: true } },
        },
      },
    },
  ],
  ['a fork, under pull_request_target', { event: 'pull_request_target', body: fromFork }],
  ['a fork, under workflow_run', { event: 'workflow_run', body: fromFork }],
  ['Dependabot, by hand', { event: 'workflow_dispatch', actor: 'dependabot[bot]' }],
  ['a push', { event: 'push', body: { ref: 'refs/heads/main' } }],
  ['an event that is no JSON', { body: '{"pull_request": {' }],
  ['an event of other types', { body: { pull_request: { head: 7, base: [] } } }],
  ['an event that is too long', { body: `${JSON.stringify(fromFork)}${' '.repeat(1024 * 1024)}` }],
  ['an event that is not there', {}],
]

describe('why a run gets neither token nor secrets', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'events-'))
  })
  after(() => rm(folder, { recursive: true }))

  for (const [index, [name, { event = 'pull_request', body, actor = 'octocat', says }]] of rows.entries()) {
    it(`is ${says ? 'known' : 'not guessed'}: ${name}`, async () => {
      const path = join(folder, `${index}.json`)
      if (body !== undefined) await writeFile(path, typeof body === 'string' ? body : JSON.stringify(body))
      const env = { GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: path, GITHUB_ACTOR: actor }
      const sentence = withheld(env)
      if (says === undefined) assert.equal(sentence, undefined)
      else assert.ok(sentence?.includes(says) && !sentence.includes('injected'), sentence)
    })
  }

  it('is not known without an event', () => assert.equal(withheld({}), undefined))
})
