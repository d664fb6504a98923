import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Code, remedies, remedyFor } from '../../src/advice/catalogue.ts'
import { explainRefusal } from '../../src/advice/explain.ts'
import type { Remedy, Situation } from '../../src/advice/remedy.ts'
import { credentialKinds } from '../../src/credentials/registry.ts'
import type { FailureParts } from '../../src/failure/failure.ts'
import { GitHubWords } from '../../src/hosts/github/words.ts'
import type { Words } from '../../src/ports/words.ts'
import { publicCloud } from '../../src/values/clouds.ts'
import { defaultScope, resources } from '../../src/values/resources.ts'
import { foreignWords, madeUpWords } from '../made-up-host/words.ts'
import { situation, traitsOf } from './situation.ts'

const rows = Object.values<readonly Remedy[]>(remedies).flat()
// A code that no row has is about what another credential would need, or unknown.
const codes = [...rows.flatMap(({ codes }) => codes), 1]
const apis = [...resources.map((resource) => defaultScope(resource, publicCloud)), 'api://app/.default']

/** What the tokens of three issuers say: the host's own, a cluster's, and one that says nothing. */
const tokens = [
  { iss: 'https://loom.example', sub: 'loom:twill', aud: 'https://loom.example' },
  { iss: 'https://cluster.example/', sub: 'system:serviceaccount:a:b', aud: publicCloud.federatedAudience },
  {},
]

/** Each credential with much known, for each API, and with little. */
function situations(words: Words): Situation[] {
  const used = [...credentialKinds, traitsOf('password', { presents: ['client-secret'] })]
  const much = { username: 'loomer@contoso.com', secretLooksLikeId: true, clockSkew: 600 }
  const little = { cloud: 'dod', tenantId: '', clientId: '' }
  return used.flatMap((credential) =>
    [...apis.map((scope) => ({ scopes: [scope], ...much })), little].map((known, index) => ({
      ...situation({ ...known, words, claims: tokens[index % tokens.length] ?? {} }),
      credential,
    })),
  )
}

/** One a row. What is said of a code beside its row's words goes by the credential alone. */
function codesFor(situation: Situation): Iterable<Code> {
  if (situation.clientId === '') return codes
  return new Map(codes.map((code) => [remedyFor([code], situation).remedy, code])).values()
}

/** Every row in the words of a host, for every situation in which it can come. */
async function everything(words: Words): Promise<string[]> {
  const texts = new Set<string>()
  const facts = { by: 'Entra', tried: 'asking', answer: [] }
  // One after the other: thousands of promises at a time cost more than the words.
  for (const situation of situations(words))
    for (const code of codesFor(situation))
      texts.add(
        textOf((await explainRefusal({ ...facts, situation, codes: [code, 'invalid_client'] })).parts),
      )
  return [...texts]
}

function textOf({ title, why, fixes = [], more = '' }: FailureParts): string {
  return [title, why, ...fixes.flatMap(({ text, command = '' }) => [text, command]), more].join('\n')
}

describe('advice in the words of a host', () => {
  const madeUp = everything(madeUpWords)

  it('has nothing of another in it', async () => {
    const found = (await madeUp).flatMap((text) => foreignWords(text).map((word) => `"${word}" in ${text}`))
    assert.equal(found.length, 0, found[0])
  })

  it('has all of its own, at least once', async () => {
    const all = (await madeUp).join('\n')
    const own = [
      'LOOM_CLIENT_ID',
      'LOOM_CREDENTIAL=federated',
      madeUpWords.emptySecret(''),
      '--query password --output tsv | loom keep LOOM_CLIENT_SECRET',
      'in the name of your loom',
      'run the job on a loom of your own whose',
      'Rented looms have',
      'at once (shuttles in the pattern)',
      '(https://loom.example/set-up/6.%20A%20Power%20Platform%20role)',
      "An OIDC token of The Loom's lives an hour",
      "is The Loom's default",
      'The loom weaves the pattern twill',
      'such as The Loom or a Kubernetes cluster',
      'Or trust every loom',
      '"name":"any"',
      '{"name":"twill"',
    ]
    assert.deepEqual(
      own.filter((words) => !all.includes(words)),
      [],
    )
  })

  it("is GitHub's for GitHub", async () => {
    const all = (await everything(new GitHubWords({ GITHUB_REPOSITORY: 'contoso/portal' }))).join('\n')
    const own = [
      'Check client-id and tenant-id',
      'credential: federated',
      'comes from a fork or from Dependabot',
      '--query password --output tsv | gh secret set CLIENT_SECRET --repo contoso/portal',
      'append --env NAME',
      'run the job on a self-hosted runner whose',
      'GitHub-hosted runners have',
      'at once (max-parallel in a matrix)',
      "An OIDC token of GitHub's lives five minutes",
      'such as GitHub or a Kubernetes cluster',
    ]
    assert.deepEqual(
      own.filter((words) => !all.includes(words)),
      [],
    )
    assert.doesNotMatch(all, /undefined|LOOM_/)
  })

  it('gives the default of its own tokens away for no other', async () => {
    const github = {
      iss: 'https://token.actions.githubusercontent.com',
      sub: 'repo:a/b:pull_request',
      aud: 'https://github.com/a',
    }
    const given = { ...situation({ claims: github }), words: madeUpWords }
    const { parts } = await explainRefusal({
      by: 'Entra',
      codes: [70021],
      tried: '',
      answer: [],
      situation: given,
    })
    const said = textOf(parts).replaceAll(github.iss, '').replaceAll(github.aud, '')
    assert.deepEqual(foreignWords(said), [])
    assert.match(said, /This audience is not the usual one/)
  })

  it('refers to the set-up', async () => {
    const words = new GitHubWords({
      GITHUB_ACTION_REPOSITORY: 'contoso/token',
      GITHUB_ACTION_REF: 'v1',
      GITHUB_SERVER_URL: 'https://github.com',
    })
    const headings = (await madeUp).flatMap((text) =>
      [...text.matchAll(/\/set-up\/([^)\s]+)/g)].map(([, heading = '']) => decodeURI(heading)),
    )
    const asked = [...new Set(headings)].toSorted()
    assert.deepEqual(asked, ['2. A federated credential', '6. A Power Platform role'])
    assert.equal(
      words.documentation('6. A Power Platform role', 'set-up'),
      'https://github.com/contoso/token/blob/v1/docs/set-up.md#6-a-power-platform-role',
    )
  })
})
