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

describe('a run without a token and secrets', { concurrency: 4 }, () => {
  let scenario: Scenario
  let folder: string
  before(async () => {
    scenario = await startScenario({ sharesProcess: true })
    folder = await mkdtemp(join(tmpdir(), 'events-'))
    await writeFile(join(folder, 'event.json'), JSON.stringify(fromFork))
  })
  after(async () => {
    await scenario[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })

  /** The errors of a step that has no OIDC token, and of one whose secret arrived empty. */
  async function errors(event: string, actor: string): Promise<{ token: string; secret: string }> {
    const env = {
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      GITHUB_ACTOR: actor,
    }
    const noToken = await scenario.run({}, { ...noOidc, env })
    assertFailure(noToken, 'This job gets no OIDC token')
    const noSecret = await scenario.run({ credential: 'client-secret' }, { ...noOidc, env })
    assertFailure(noSecret, 'client-secret: arrived empty. ')
    assert.deepEqual([...noToken.requests, ...noSecret.requests], [])
    return { token: theError(noToken), secret: theError(noSecret) }
  }

  it('is told that it is of a fork, how to skip it, and nothing that does not help', async () => {
    const { token, secret } = await errors('pull_request', 'octocat')
    for (const error of [token, secret]) {
      assert.ok(error.includes('This run is of a pull request from a fork (mallory/deploy), and'), error)
      assert.ok(error.includes(SKIP), error)
      assert.doesNotMatch(error, /id-token: write|does not exist here|Dependabot started/)
    }
  })

  it("is told that it is Dependabot's first, and where Dependabot's secrets are", async () => {
    const { token, secret } = await errors('push', 'dependabot[bot]')
    for (const error of [token, secret]) {
      const parts = [
        'Dependabot started this run',
        SKIP,
        'Secrets and variables › Dependabot',
        'id-token: write',
      ]
      const places = parts.map((part) => error.indexOf(part))
      assert.ok(!places.includes(-1), error)
      assert.deepEqual(
        places,
        places.toSorted((one, other) => one - other),
      )
      assert.doesNotMatch(error, /does not exist here/)
    }
  })

  it('is told of all possibilities where it should have both', async () => {
    const { token, secret } = await errors('pull_request_target', 'octocat')
    assert.match(token, /this job may not ask for one[\s\S]+id-token: write/)
    assert.match(secret, /the secret does not exist here under that name/)
    for (const error of [token, secret]) assert.ok(!error.includes(SKIP), error)
  })

  it('is told for a certificate, too', async () => {
    const env = { GITHUB_EVENT_NAME: 'push', GITHUB_ACTOR: 'dependabot[bot]' }
    const result = await scenario.run({ credential: 'certificate' }, { env })
    assertFailure(
      result,
      'certificate: arrived empty, and so did certificate-path. Dependabot started this run',
      SKIP,
    )
  })
})
