import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { explainRefusal } from '../../src/advice/explain.ts'
import { GitHubWords } from '../../src/hosts/github/words.ts'
import { foreignWords, madeUpWords } from '../made-up-host/words.ts'
import { everyAdvice, textOf } from './every-advice.ts'
import { situation } from './situation.ts'

const gitHubToken = {
  iss: 'https://token.actions.githubusercontent.com',
  sub: 'repo:contoso/portal:pull_request',
  aud: 'api://AzureADTokenExchange',
}
const loomToken = { iss: 'https://loom.example', sub: 'loom:twill', aud: 'https://loom.example' }

describe('advice in the words of a host', () => {
  const madeUp = everyAdvice(madeUpWords, [loomToken])

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
    const all = (
      await everyAdvice(new GitHubWords({ GITHUB_REPOSITORY: 'contoso/portal' }), [gitHubToken, loomToken])
    ).join('\n')
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
