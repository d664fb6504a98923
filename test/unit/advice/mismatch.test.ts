import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { describeMismatch, describePresented } from '../../../src/advice/mismatch.ts'
import { fixAudience, fixMismatch, listCredentials } from '../../../src/advice/trust.ts'
import { gitHubTokens } from '../../../src/hosts/github/issued-tokens.ts'
import { APP, situation } from '../situation.ts'

const GITHUB = 'https://token.actions.githubusercontent.com'
const AUDIENCE = 'api://AzureADTokenExchange'
const branch = 'repo:contoso/deploy:ref:refs/heads/main'
const token = { iss: GITHUB, sub: branch, aud: AUDIENCE }

const of = (claims: Record<string, unknown>, cloud = 'public') =>
  situation({ cloud, claims: { ...token, ...claims }, issuedTokens: gitHubTokens })

describe('the token presented', () => {
  it('is shown part by part, and the rejected one marked', () => {
    assert.equal(
      describePresented(of({}), 'subject'),
      `The token presented:\n  issuer:   ${GITHUB}\n  subject:  ${branch}   <- not found\n  audience: ${AUDIENCE}`,
    )
    assert.ok(!describePresented(of({})).includes('<-'))
    assert.ok(!describePresented(of({}), 'issuer, subject or audience').includes('<-'))
  })

  for (const [name, claims, shown] of [
    ['nothing', { iss: undefined, sub: undefined, aud: undefined }, ['(none)', '(none)', '(none)']],
    ['what is no text', { iss: 1, sub: { toString: [] }, aud: null }, ['(none)', '(none)', '(none)']],
    ['the first of several audiences', { aud: ['a', 'b'] }, [GITHUB, branch, 'a']],
    ['no audience in a list', { aud: [] }, [GITHUB, branch, '(none)']],
    ['lines that are one', { iss: 'a\nb', sub: '::x' }, ['a\\u000ab', '::x', AUDIENCE]],
  ] as const) {
    it(`of ${name}`, () => {
      const [issuer, subject, audience] = shown
      assert.equal(
        describePresented(of(claims)),
        `The token presented:\n  issuer:   ${issuer}\n  subject:  ${subject}\n  audience: ${audience}`,
      )
    })
  }
})

/** Each hint by the words that only it has. */
const HINTS = {
  usual: "GitHub's usual issuer",
  enterprise: 'has GitHub put its name into the issuer',
  ghe: 'whose issuer is not that of github.com',
  server: 'the issuer of a GitHub Enterprise Server',
  slash: 'This issuer ends in a slash',
  environment: 'The job names the environment',
  pull: 'The run is for a pull request',
  runsOn: 'The job runs on the',
  immutable: 'carries the IDs of owner and repository',
  names: 'The subject has the names alone',
  kubernetes: 'the Kubernetes service account',
  customised: 'has customised the subject',
  mistake: 'Check the inputs audience and cloud',
  another: 'the credential names another one',
  unusual: 'is not the usual one of cloud',
} as const
type Hint = keyof typeof HINTS

function hintsOf(text: string): string[] {
  return Object.entries(HINTS)
    .filter(([, words]) => text.includes(words))
    .map(([name]) => name)
}

const rows: [part: 'issuer' | 'subject' | 'audience', value: unknown, hints: Hint[], words?: string][] = [
  ['issuer', GITHUB, ['usual']],
  ['issuer', `${GITHUB}/`, ['slash']],
  ['issuer', `${GITHUB}/contoso`, ['enterprise'], `Your enterprise, contoso, has`],
  ['issuer', `${GITHUB}/contoso/x`, []],
  ['issuer', `${GITHUB}/contoso/`, ['slash']],
  ['issuer', `x${GITHUB}`, []],
  ['issuer', `${GITHUB}x`, []],
  ['issuer', `x${GITHUB}/contoso`, []],
  ['issuer', 'https://token.actions.contoso.ghe.com', ['ghe'], 'on contoso.ghe.com, whose'],
  ['issuer', 'xhttps://token.actions.contoso.ghe.com', []],
  ['issuer', 'https://token.actions.a.b.ghe.com', []],
  ['issuer', 'https://github.contoso.com/_services/token', ['server']],
  ['issuer', 'https://github.contoso.com/_services/token/', ['server', 'slash']],
  ['issuer', 'https://github.contoso.com/_services/tokens', []],
  ['issuer', '', []],
  ['subject', branch, ['runsOn', 'names'], 'runs on the branch main and'],
  ['subject', 'repo:contoso/deploy:ref:refs/tags/v1/x', ['runsOn', 'names'], 'runs on the tag v1/x and'],
  ['subject', 'repo:contoso/deploy:ref:refs/notes/x', ['names']],
  ['subject', 'repo:contoso/deploy:ref:refs/heads/', ['names']],
  [
    'subject',
    'repo:contoso/deploy:environment:my prod',
    ['environment', 'names'],
    'the environment my prod, so',
  ],
  ['subject', 'repo:contoso/deploy:environment:', ['names']],
  ['subject', 'repo:contoso/deploy:environment:a:b', ['names']],
  ['subject', 'repo:contoso/deploy:pull_request', ['pull', 'names']],
  ['subject', 'repo:contoso/deploy:pull_requests', ['names']],
  ['subject', 'repo:contoso@12/deploy@345:pull_request', ['pull', 'immutable'], 'repo:contoso/deploy:…'],
  ['subject', 'repo:contoso@12/deploy@x:y', []],
  ['subject', 'repo:contoso@x/deploy@345:y', []],
  ['subject', 'repo:contoso/deploy@345:y', []],
  ['subject', 'repo:a/b/c:y', []],
  ['subject', 'repo:/b:y', []],
  ['subject', 'repo:a/:y', []],
  [
    'subject',
    'system:serviceaccount:jobs:deployer',
    ['kubernetes', 'customised'],
    'account deployer in the namespace jobs.',
  ],
  ['subject', 'system:serviceaccount:jobs:', ['customised']],
  ['subject', 'system:serviceaccount:jobs:a:b', ['customised']],
  ['subject', 'xsystem:serviceaccount:jobs:a', ['customised']],
  ['subject', 'xrepo:a/b:c', ['customised']],
  ['subject', 'xrepo:a@1/b@2:c', ['customised']],
  ['subject', '', []],
  ['audience', AUDIENCE, ['another'], 'This is the audience of cloud public;'],
  [
    'audience',
    AUDIENCE.toLowerCase(),
    ['mistake'],
    'differs in upper and lower case; Entra of cloud public expects api://AzureADTokenExchange.',
  ],
  ['audience', 'https://github.com/contoso', ['mistake'], "is GitHub's default"],
  ['audience', 'xhttps://github.com/contoso', ['unusual']],
  ['audience', 'https://github.example/contoso', ['unusual']],
  [
    'audience',
    'api://AzureADTokenExchangeChina',
    ['mistake'],
    'is that of cloud china; Entra of cloud public',
  ],
  ['audience', 'api://other', ['unusual'], 'usual one of cloud public, api://AzureADTokenExchange.'],
]

describe('why no credential matches', () => {
  for (const [part, value, hints, words = ''] of rows) {
    it(`${part} "${value}"`, () => {
      const key = { issuer: 'iss', subject: 'sub', audience: 'aud' }[part]
      const text = describeMismatch(of({ [key]: value }), part)
      assert.deepEqual(hintsOf(text), hints)
      assert.ok(text.includes(words), text)
    })
  }

  it('is told of each part that may be meant', () => {
    const text = describeMismatch(of({}), 'issuer, subject or audience')
    assert.deepEqual(hintsOf(text), ['usual', 'runsOn', 'names', 'another'])
    assert.match(
      text,
      /^Entra compares .* has this issuer, subject or audience\. The token presented:\n {2}issuer: /,
    )
    assert.match(
      text,
      /audience: api:\/\/AzureADTokenExchange\nThis is GitHub's usual issuer\..*\nThe job runs/,
    )
  })

  it('leaves out the form with IDs for GitHub Enterprise Server', () => {
    const text = describeMismatch(of({ iss: 'https://github.contoso.com/_services/token' }), 'subject')
    assert.deepEqual(hintsOf(text), ['runsOn'])
  })

  it('knows a customised subject with GitHub alone', () => {
    for (const iss of [GITHUB, `${GITHUB}/contoso`]) {
      assert.deepEqual(hintsOf(describeMismatch(of({ sub: 'x', iss }), 'subject')), ['customised'])
    }
    assert.deepEqual(hintsOf(describeMismatch(of({ sub: 'x', iss: 'https://x.example' }), 'subject')), [])
  })

  it('shows the form with IDs, as far as the token tells them', () => {
    const ids = { repository_owner_id: '12', repository_id: '345' }
    assert.match(describeMismatch(of(ids), 'subject'), /repo:contoso@12\/deploy@345:…/)
    assert.match(describeMismatch(of({}), 'subject'), /repo:contoso@ID\/deploy@ID:…/)
  })
})

const commands = (fixes: { command?: string }[]) => fixes.map(({ command }) => command)
/** The JSON that a command pipes into az. */
const piped = (command?: string) => JSON.parse(/^echo '(.*)' \|/.exec(command ?? '')?.[1] ?? 'null')

describe('the fix of a mismatch', () => {
  it('lists, then creates the credential that matches', () => {
    const [list, create, ...rest] = fixMismatch(of({}))
    assert.deepEqual(list, listCredentials(of({})))
    assert.match(list?.command ?? '', new RegExp(`^az ad app federated-credential list --id ${APP} --query`))
    assert.deepEqual(rest, [])
    assert.match(
      create?.command ?? '',
      new RegExp(`' \\| az ad app federated-credential create --id ${APP} --parameters '@-'$`),
    )
    assert.deepEqual(piped(create?.command), {
      name: 'contoso-deploy-branch-main',
      issuer: GITHUB,
      subject: branch,
      audiences: [AUDIENCE],
    })
  })

  for (const [subject, name] of [
    ['repo:contoso/deploy:ref:refs/tags/v1', 'contoso-deploy-tag-v1'],
    ['repo:contoso/deploy:environment:Prod 1', 'contoso-deploy-environment-Prod-1'],
    ['my:repo:x', 'my-repo-x'],
    ['--a--b--', 'a-b'],
    ['abc', 'abc'],
    ['é1é', 'federated-credential'],
    ['ab', 'federated-credential'],
    [`${'a'.repeat(119)}-b`, 'a'.repeat(119)],
    ['a'.repeat(121), 'a'.repeat(120)],
  ]) {
    it(`names a credential for ${subject}`, () => {
      assert.equal(piped(fixMismatch(of({ sub: subject }))[1]?.command).name, name)
    })
  }

  for (const [name, claims, possible] of [
    ['no subject', { sub: '' }, false],
    ['no issuer', { iss: undefined }, false],
    ['a subject of 600', { sub: 'x'.repeat(600) }, true],
    ['a subject of 601', { sub: 'x'.repeat(601) }, false],
    ['an issuer of 601', { iss: 'x'.repeat(601) }, false],
  ] as const) {
    it(`${possible ? 'creates' : 'only lists'} with ${name}`, () => {
      assert.equal(fixMismatch(of(claims)).length, possible ? 2 : 1)
    })
  }

  for (const [audience, audiences] of [
    [AUDIENCE.toUpperCase(), [AUDIENCE]],
    ['https://github.com/contoso', [AUDIENCE]],
    ['api://AzureADTokenExchangeUSGov', [AUDIENCE]],
    ['', [AUDIENCE]],
    ['api://mine', ['api://mine']],
  ]) {
    it(`trusts ${audiences} where the audience is "${audience}"`, () => {
      assert.deepEqual(piped(fixMismatch(of({ aud: audience }))[1]?.command).audiences, audiences)
    })
  }

  for (const [name, claims, pattern] of [
    ['a branch', {}, 'repo:contoso/deploy:ref:refs/heads/*'],
    ['a branch in a folder', { sub: `${branch}/a/b` }, 'repo:contoso/deploy:ref:refs/heads/main/a/*'],
    ['a tag', { sub: 'repo:contoso/deploy:ref:refs/tags/v1' }, undefined],
    ['a branch whose name ends in a slash', { sub: `${branch}/` }, undefined],
    ['a repository without an ID', { repository_id: '' }, undefined],
    ['an ID with more than digits', { repository_id: '12x' }, undefined],
    ['an ID with more before its digits', { repository_id: 'x12' }, undefined],
    ['another issuer', { iss: `${GITHUB}/contoso` }, undefined],
    ['a quote in it', { sub: "repo:contoso/deploy:ref:refs/heads/it's/x" }, undefined],
    ['a line before it', { sub: `x\n${branch}` }, undefined],
    ['a wildcard in it', { sub: 'repo:contoso/deploy:ref:refs/heads/*/x' }, undefined],
    [
      'all plain characters',
      { sub: 'repo:a@1/b-c.d_e%:ref:refs/heads/x/y' },
      'repo:a@1/b-c.d_e%:ref:refs/heads/x/*',
    ],
  ] as const) {
    it(`${pattern ? 'offers' : 'has no'} pattern for ${name}`, () => {
      const flexible = fixMismatch(of({ repository_id: '345', ...claims })).slice(2)
      assert.equal(flexible.length, pattern ? 1 : 0)
      if (!pattern) return
      assert.deepEqual(piped(flexible[0]?.command).claimsMatchingExpression, {
        value: `claims['sub'] matches '${pattern}' and claims['repository_id'] eq '345'`,
        languageVersion: 1,
      })
    })
  }

  it('has a pattern in the public cloud alone', () => {
    assert.equal(fixMismatch(of({ repository_id: '345' }, 'dod')).length, 2)
    assert.equal(fixMismatch(of({ repository_id: '345' }, 'gcc')).length, 3)
  })

  it('with a pattern says how far it reaches, and who is asked', () => {
    const [, , whole] = fixMismatch(of({ repository_id: '345' }))
    const [, , folder] = fixMismatch(of({ repository_id: '345', sub: `${branch}/x` }))
    assert.match(whole?.text ?? '', /^Or trust every branch of the repository /)
    assert.match(folder?.text ?? '', /^Or trust every branch that begins with main\/ /)
    assert.match(whole?.command ?? '', new RegExp(`az rest --method post .*az ad app show --id ${APP} `))
    const { name, issuer, audiences } = piped(whole?.command)
    assert.deepEqual([name, issuer, audiences], ['contoso-deploy-branch-any', GITHUB, [AUDIENCE]])
    assert.equal(piped(folder?.command).name, 'contoso-deploy-branch-main-any')
  })
})

describe('the fix of an audience', () => {
  it('changes the credential for one that can be meant', () => {
    const fixes = fixAudience(of({ aud: 'api://mine' }))
    assert.equal(fixes.length, 2)
    assert.deepEqual(fixes[0], listCredentials(of({})))
    assert.deepEqual(piped(fixes[1]?.command), { audiences: ['api://mine'] })
    assert.match(
      fixes[1]?.command ?? '',
      new RegExp(`credential update --id ${APP} --federated-credential-id NAME `),
    )
  })

  it('asks for another token for one that nobody can have meant', () => {
    const fixes = fixAudience(of({ aud: 'https://github.com/contoso' }))
    assert.deepEqual(commands(fixes), [listCredentials(of({})).command, undefined])
    assert.match(fixes[1]?.text ?? '', /issued for api:\/\/AzureADTokenExchange\.$/)
  })
})
