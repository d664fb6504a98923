import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { assertFailure, type Scenario, startScenario, theError } from '../scenario.ts'

const SKIP = `if: \${{ !github.event.pull_request.head.repo.fork && github.actor != 'dependabot[bot]' }}`
const fromFork = {
  pull_request: {
    head: { repo: { full_name: 'mallory/deploy', fork: true } },
    base: { repo: { full_name: 'octo/deploy' } },
  },
}
const noOidc = { job: { permissions: { idToken: false } } }
const emptySecret = { credential: 'client-secret', 'client-secret': '' }

interface Row {
  event?: string
  /** The event file's content. */
  body?: unknown
  actor?: string
  /** What the error says of it; nothing where it can't be told. */
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

describe('a run without a token and secrets', { concurrency: 4 }, () => {
  let scenario: Scenario
  let folder: string
  before(async () => {
    scenario = await startScenario()
    folder = await mkdtemp(join(tmpdir(), 'events-'))
  })
  after(async () => {
    await scenario[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })

  for (const [index, [name, { event = 'pull_request', body, actor = 'octocat', says }]] of rows.entries()) {
    it(`${says ? 'names' : 'does not guess'} what it is of: ${name}`, async () => {
      const path = join(folder, `${index}.json`)
      if (body !== undefined) await writeFile(path, typeof body === 'string' ? body : JSON.stringify(body))
      const env = { GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: path, GITHUB_ACTOR: actor }

      const noToken = await scenario.run({}, { ...noOidc, env })
      assertFailure(noToken, 'credential: ')
      const noSecret = await scenario.run(emptySecret, { env })
      assertFailure(noSecret, 'client-secret: arrived empty. ')
      for (const result of [noToken, noSecret]) {
        assert.deepEqual(result.requests, [])
        const error = theError(result)
        assert.equal(error.includes(SKIP), says !== undefined, error)
        if (says) assert.ok(error.includes(says), error)
        assert.doesNotMatch(result.log, /^(::error::|##\[error\])injected/m)
      }
      const [token, secret] = [theError(noToken), theError(noSecret)]
      // What it is comes first, and a permission is no help to a fork.
      const order = [token.indexOf(says ?? 'this job may not ask'), token.indexOf('id-token: write')]
      if (says?.includes('fork')) assert.equal(order[1], -1, token)
      else
        assert.deepEqual(
          order,
          order.toSorted((one, other) => one - other),
          token,
        )
      assert.equal(
        secret.includes('Secrets and variables › Dependabot'),
        Boolean(says?.includes('Dependabot')),
      )
    })
  }

  it('names it for a certificate, too', async () => {
    const env = { GITHUB_EVENT_NAME: 'push', GITHUB_ACTOR: 'dependabot[bot]' }
    const result = await scenario.run({ credential: 'certificate' }, { env })
    assertFailure(
      result,
      'certificate: arrived empty, and so did certificate-path. Dependabot started this run',
      SKIP,
    )
  })
})
