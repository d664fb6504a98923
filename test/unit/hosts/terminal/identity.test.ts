import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { JobToken } from '../../../../src/hosts/terminal/identity.ts'
import { MemoryHost } from '../../../memory-host.ts'

function identity(
  env: Record<string, string>,
  options: Record<string, string> = {},
  emptyVariables: readonly string[] = [],
): JobToken {
  const host = new MemoryHost({})
  const { log } = host
  return new JobToken({
    ...{ env, options, http: host.http(), log, emptyVariables, command: 'exec' },
    secretVariables: () => [],
  })
}

describe('a shell without a credential', () => {
  for (const [variable, words] of [
    ['GITHUB_ACTIONS', 'id-token: write'],
    ['GITLAB_CI', 'A job of GitLab gets an OIDC token only if it asks for one. Give the job id_tokens:'],
    ['JENKINS_URL', '(plugin oidc-provider)'],
    ['BUILDKITE', "'buildkite-agent oidc request-token --audience {audience} --subject-claim pipeline_id'"],
    ['CIRCLECI', "'circleci run oidc get --claims"],
    ['BITBUCKET_BUILD_NUMBER', 'is another in each run'],
    ['NOTHING', 'no credential is given. Give a client secret'],
    ['NOTHING', 'power-platform-token exec --help lists the options'],
  ] as const) {
    it(`is told what to do, by ${variable}`, () => {
      const obstacle = identity({ [variable]: 'true' }).obstacle()
      assert.ok(obstacle?.includes(words), obstacle)
    })
  }

  for (const [env, options, empty, words] of [
    [
      {},
      {},
      ['AZURE_CLIENT_SECRET'],
      /^AZURE_CLIENT_SECRET is set, but empty, so there is no credential\. Give/,
    ],
    [{}, {}, ['AZURE_USERNAME', 'AZURE_PASSWORD'], /^AZURE_USERNAME and AZURE_PASSWORD are set, but empty,/],
    [
      { GITLAB_CI: 'true' },
      { credential: 'AUTO' },
      ['AZURE_CLIENT_SECRET'],
      /^AZURE_CLIENT_SECRET is set, but empty, .* If a secret of GitLab sets it, none of that name reaches this job\. A job of GitLab/,
    ],
    [
      { GITHUB_ACTIONS: 'true' },
      {},
      ['AZURE_CLIENT_SECRET'],
      /^AZURE_CLIENT_SECRET is set, but empty.*\. federated needs/,
    ],
    [{}, { credential: 'federated' }, ['AZURE_CLIENT_SECRET'], /^no credential is given\./],
  ] as const) {
    it(`is told that ${empty.join()} is empty, with ${JSON.stringify({ ...env, ...options })}`, () => {
      assert.match(identity(env, options, empty).obstacle() ?? '', words)
    })
  }

  it("has GitHub's where its variables are", () => {
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'y' }
    assert.equal(identity(env).obstacle(), undefined)
  })
})

describe('where a federated token is', () => {
  const sentences = (env: Record<string, string>, options: Record<string, string>) =>
    identity(env, options)
      .obstacles()
      .map(({ input, sentence }) => `${input} ${sentence}`)

  for (const [title, env, options, ...expected] of [
    ['nowhere', {}, {}],
    ['in a variable', { X: 'y' }, { 'federated-token-env': 'X' }],
    ['in what each object has', {}, { 'federated-token-env': 'toString' }, /is not set here\./],
    [
      'in no variable',
      {},
      { 'federated-token-env': 'X' },
      /names X, which is not set here\. Let the CI system put/,
    ],
    [
      'in what may be a secret',
      {},
      { 'federated-token-env': 'JBSWY3hunter2' },
      /names an environment variable that is not set here/,
    ],
    [
      'in an empty one',
      { X: '', CIRCLECI: '1' },
      { 'federated-token-env': 'X' },
      /is empty here\. Give --fed/,
    ],
    [
      'no name',
      {},
      { 'federated-token-env': 'e30.e30.hunter2' },
      /came with 15 characters, which are no name/,
    ],
    ['in a command', {}, { 'federated-token-command': "a 'b c'" }],
    ['in an empty command', {}, { 'federated-token-command': "''" }, /names no program/],
    ['in a pipeline', {}, { 'federated-token-command': 'a | b' }, /has a \|, and no shell runs it/],
    [
      'in two places',
      {},
      { 'federated-token-file': 'x', 'federated-token-env': 'X' },
      /^--federated-token-file came together with --federated-token-env; give one/,
    ],
  ] as const) {
    it(`${title}`, () => {
      const said = sentences(env, options)
      assert.equal(said.length, expected.length, said.join())
      for (const [index, pattern] of expected.entries()) assert.match(said[index] ?? '', pattern)
      assert.doesNotMatch(said.join(), /hunter2/)
    })
  }
})
