import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FederatedCredential } from '../emulator/app.ts'
import type { JobOptions } from '../emulator/github.ts'
import { commandsOf, paste, pastes, shells } from '../pasted.ts'
import { assertFailure, assertToken, startScenario, theError } from '../scenario.ts'

const GITHUB = 'https://token.actions.githubusercontent.com'
const AUDIENCE = 'api://AzureADTokenExchange'
const main = 'repo:octo/deploy:ref:refs/heads/main'

interface Mismatch {
  name: string
  job?: Partial<JobOptions>
  inputs?: Record<string, string>
  /** What the app trusts; else a branch of the repository, main. */
  trusted?: Partial<FederatedCredential>
  code: string
  /** What the error says. */
  words: string[]
}

const mismatches: Mismatch[] = [
  {
    name: 'an environment, while a branch is trusted',
    job: { environment: 'production' },
    code: 'AADSTS700213',
    words: [
      'subject:  repo:octo/deploy:environment:production   <- not found',
      'The job names the environment production, so the subject ends in it; a credential for a branch',
    ],
  },
  {
    name: 'a branch, while an environment is trusted',
    trusted: { subject: 'repo:octo/deploy:environment:production' },
    code: 'AADSTS700213',
    words: ['The job runs on the branch main and names no environment'],
  },
  {
    name: 'a tag',
    job: { ref: 'refs/tags/v1.0.0' },
    code: 'AADSTS700213',
    words: ['The job runs on the tag v1.0.0 and names no environment'],
  },
  {
    name: 'a pull request',
    job: { event: 'pull_request' },
    code: 'AADSTS700213',
    words: ['The run is for a pull request, so the subject names no branch'],
  },
  {
    name: 'IDs, while the names alone are trusted',
    job: { immutable: true },
    code: 'AADSTS700213',
    words: ['the immutable form); a credential with the names alone, repo:octo/deploy:…'],
  },
  {
    name: 'names alone, while IDs are trusted',
    trusted: { subject: 'repo:octo@65/deploy@740231001:ref:refs/heads/main' },
    code: 'AADSTS700213',
    words: ['may have IDs, repo:octo@65/deploy@740231001:…, which do not match'],
  },
  {
    name: 'a customised subject',
    job: { subject: 'repository_owner:octo:job_workflow_ref:octo/deploy/.github/workflows/x.yml' },
    code: 'AADSTS700213',
    words: ['has customised the subject'],
  },
  {
    name: 'another spelling',
    trusted: { subject: 'repo:Octo/Deploy:ref:refs/heads/main' },
    code: 'AADSTS7002138',
    words: ['differs from this token', `subject:  ${main}   <- not found`, 'federated-credential delete'],
  },
  {
    name: 'no slash after the issuer, while one is trusted',
    trusted: { issuer: `${GITHUB}/` },
    code: 'AADSTS700211',
    words: [`issuer:   ${GITHUB}   <- not found`, 'A credential with a slash at its end'],
  },
  {
    name: 'a slash after the issuer',
    job: { issuer: `${GITHUB}/` },
    code: 'AADSTS700211',
    words: ['This issuer ends in a slash'],
  },
  {
    name: 'the issuer of an enterprise',
    job: { issuer: `${GITHUB}/octo-inc` },
    code: 'AADSTS700211',
    words: [`Your enterprise, octo-inc, has GitHub put its name into the issuer`],
  },
  {
    name: 'the issuer of ghe.com',
    job: { issuer: 'https://token.actions.octo.ghe.com' },
    code: 'AADSTS700211',
    words: ['The repository is on octo.ghe.com'],
  },
  {
    name: 'the issuer of a GitHub Enterprise Server',
    job: { issuer: 'https://ghes.example/_services/token' },
    code: 'AADSTS700211',
    words: ['the issuer of a GitHub Enterprise Server', 'Entra must be able to reach it'],
  },
  {
    name: "another cloud's audience",
    inputs: { audience: 'api://AzureADTokenExchangeUSGov' },
    code: 'AADSTS700212',
    words: [
      'audience: api://AzureADTokenExchangeUSGov   <- not found',
      `This audience is that of cloud gcc-high; Entra of cloud public expects ${AUDIENCE}. Check the inputs`,
      'Leave the input audience out',
    ],
  },
  {
    name: "GitHub's default audience",
    inputs: { audience: 'https://github.com/octo' },
    code: 'AADSTS700212',
    words: [`This audience is GitHub's default`, `expects ${AUDIENCE}`, 'Leave the input audience out'],
  },
  {
    name: 'the audience in another spelling',
    inputs: { audience: AUDIENCE.toLowerCase() },
    code: 'AADSTS700212',
    words: ['This audience differs in upper and lower case', 'Leave the input audience out'],
  },
  {
    name: 'an audience of its own',
    inputs: { audience: 'api://contoso' },
    code: 'AADSTS700212',
    words: [
      'This audience is not the usual one',
      `echo '{"audiences":["api://contoso"]}' | az ad app federated-credential update --id`,
    ],
  },
  {
    name: "the cloud's audience, while another cloud's is trusted",
    trusted: { audience: 'api://AzureADTokenExchangeUSGov' },
    code: 'AADSTS700212',
    words: [
      'This is the audience of cloud public; the credential names another one',
      `echo '{"audiences":["${AUDIENCE}"]}' | az ad app federated-credential update --id`,
    ],
  },
]

describe('a federated credential that does not match', { concurrency: 4 }, () => {
  for (const { name, job, inputs, trusted, code, words } of mismatches) {
    it(`names what was presented, and why it may differ: ${name}`, async () => {
      await using scenario = await startScenario()
      const { app } = scenario
      app.addFederatedCredential({ issuer: GITHUB, subject: main, audience: AUDIENCE, ...trusted })
      const result = await scenario.run(inputs, { ...(job && { job }) })
      assertFailure(result, code, 'letter by letter', 'az ad app federated-credential list', ...words)
      const message = theError(result)
      // Of issuer and subject there can be only one credential, so a wrong audience needs no second.
      const creates = code !== 'AADSTS700212'
      assert.equal(/Create a credential only if they are what you expect/.test(message), creates)
      assert.equal(/federated-credential create/.test(message), creates)
    })
  }

  it('says of a Kubernetes token whose it is', async () => {
    await using scenario = await startScenario()
    scenario.app.addFederatedCredential({ issuer: GITHUB, subject: main, audience: AUDIENCE })
    const token = await scenario.emulator.github.mint({ sub: 'system:serviceaccount:ci:deployer' })
    assertFailure(
      await scenario.run({ 'federated-token': token }),
      'AADSTS700213',
      'the Kubernetes service account deployer in the namespace ci',
    )
  })

  it('names all three parts where Entra does not say which one it was', async () => {
    await using scenario = await startScenario()
    scenario.emulator.faults.next('login', { entraError: 70021 })
    const result = await scenario.run()
    assertFailure(result, 'has this issuer, subject or audience', "GitHub's usual issuer", 'the branch main')
    assertFailure(result, 'This is the audience of cloud public')
  })

  it('names credentials by all of their subject, cut to what Entra takes', async () => {
    await using scenario = await startScenario({ sharesProcess: true })
    const long = 'a'.repeat(200)
    for (const [subject, expected] of [
      ['repo:octo/deploy:ref:refs/heads/production', 'octo-deploy-branch-production'],
      ['repo:octo/deploy:ref:refs/tags/production', 'octo-deploy-tag-production'],
      ['repo:octo/deploy:environment:production', 'octo-deploy-environment-production'],
      ['repo:octo@65/deploy@7:pull_request', 'octo-65-deploy-7-pull-request'],
      ['!!', 'federated-credential'],
      [long, long.slice(0, 120)],
    ]) {
      const token = await scenario.emulator.github.mint({ sub: subject, aud: [AUDIENCE, 'another'] })
      const message = theError(await scenario.run({ 'federated-token': token }))
      const create = commandsOf(message).find((command) => command.includes(' create '))
      const { calls } = await paste(create ?? '', 'sh')
      const { name, audiences } = JSON.parse(calls[0]?.input ?? '')
      assert.equal(name, expected)
      assert.deepEqual(audiences, [AUDIENCE])
    }
  })

  it('knows that GitHub Enterprise Server has no subjects with IDs', async () => {
    await using scenario = await startScenario()
    scenario.emulator.faults.next('login', { entraError: 700213 })
    const result = await scenario.run({}, { job: { issuer: 'https://ghes.example/_services/token' } })
    assertFailure(result, 'The job runs on the branch main')
    assert.doesNotMatch(theError(result), /may have IDs/)
  })

  it('prints no credential for a token that says too little', async () => {
    await using scenario = await startScenario()
    scenario.app.addFederatedCredential({ issuer: GITHUB, subject: main, audience: AUDIENCE })
    const token = await scenario.emulator.github.mint({ sub: undefined })
    const result = await scenario.run({ 'federated-token': token })
    assertFailure(result, 'AADSTS700213', 'subject:  (none)', 'federated-credential list')
    assert.doesNotMatch(result.log, /federated-credential create/)
  })

  for (const [branch, pattern, words] of [
    ['main', 'repo:octo/deploy:ref:refs/heads/*', 'every branch of the repository'],
    ['feature/a/b', 'repo:octo/deploy:ref:refs/heads/feature/a/*', 'begins with feature/a/'],
  ] as const) {
    it(`offers the flexible form for the branch ${branch}`, pastes, async () => {
      await using scenario = await startScenario()
      const result = await scenario.run({}, { job: { ref: `refs/heads/${branch}` } })
      assertFailure(result, `Or trust every branch`, words)
      const command = commandsOf(result.annotations[0]?.message ?? '').at(-1) ?? ''
      for (const shell of shells) {
        const { calls, strangers } = await paste(command, shell)
        assert.deepEqual(strangers, [])
        const rest = calls.find(({ arguments: [first] }) => first === 'rest')
        const { name, ...credential } = JSON.parse(rest?.input ?? '')
        assert.match(name, /^[a-z][a-z0-9-]{2,119}$/)
        assert.deepEqual(credential, {
          issuer: GITHUB,
          audiences: [AUDIENCE],
          claimsMatchingExpression: {
            value: `claims['sub'] matches '${pattern}' and claims['repository_id'] eq '740231001'`,
            languageVersion: 1,
          },
        })
        assert.equal(
          rest?.arguments[rest.arguments.indexOf('--url') + 1],
          'https://graph.microsoft.com/beta/applications/printed-by-az/federatedIdentityCredentials',
        )
      }
    })
  }

  it('offers no flexible form but for a branch, in the public cloud', async () => {
    await using scenario = await startScenario({ sharesProcess: true })
    for (const [inputs, job] of [
      [{}, { environment: 'production' }],
      [{}, { ref: 'refs/tags/v1' }],
      [{}, { issuer: `${GITHUB}/octo-inc` }],
      [{ cloud: 'gcc-high' }, {}],
    ] as const) {
      const result = await scenario.run(inputs, { job })
      assertFailure(result, 'federated-credential create')
      assert.doesNotMatch(result.log, /claimsMatchingExpression/)
    }
  })

  it('is healed by the command that is printed, and nothing else', pastes, async () => {
    await using scenario = await startScenario({ sharesProcess: true })
    const { app } = scenario
    const job = { environment: 'production', immutable: true }
    const { annotations } = await scenario.run({}, { job })
    const [create = ''] = commandsOf(annotations[0]?.message ?? '')
    for (const shell of shells) {
      const { calls, strangers } = await paste(create, shell)
      assert.deepEqual(strangers, [])
      assert.equal(calls.length, 1)
      assert.deepEqual(calls[0]?.arguments, [
        ...['ad', 'app', 'federated-credential', 'create', '--id', app.clientId, '--parameters', '@-'],
      ])
      const { name, audiences, ...rest } = JSON.parse(calls[0]?.input ?? '')
      assert.equal(name, 'octo-65-deploy-740231001-environment-production')
      app.federatedCredentials.length = 0
      app.addFederatedCredential({ ...rest, audience: audiences[0] })
      assertToken(await scenario.run({}, { job }))
    }
  })
})
