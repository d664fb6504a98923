import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { taskInput } from '../../../../src/hosts/azure-pipelines/input-names.ts'
import { pipelineWords } from '../../../../src/hosts/azure-pipelines/words.ts'
import { foreignToPipelines } from '../../../azure-pipelines/foreign-words.ts'
import { everyAdvice } from '../../every-advice.ts'

/** Of service connections: the newer issuer's, and the older one's. */
const tokens = [
  {
    iss: 'https://login.microsoftonline.com/de00781e-b431-4e86-8a50-536ead40d8de/v2.0',
    sub: '/eid1/c/pub/t/HngA3jG0hk6KUFNu1A2Nrg/a/DTBjg/sc/1d0d5f3e-0000-4000-8000-000000000000/2d0d5f3e-0000-4000-8000-000000000000',
    aud: 'api://AzureADTokenExchange',
  },
  {
    iss: 'https://vstoken.dev.azure.com/1d0d5f3e-0000-4000-8000-000000000000',
    sub: 'sc://contoso/portal/contoso-deploy',
    aud: 'api://AzureADTokenExchange',
  },
]

describe('advice in a pipeline of Azure DevOps', () => {
  const all = everyAdvice(pipelineWords(taskInput), tokens)

  it("speaks of nothing that is GitHub's, and calls inputs as the task does", async () => {
    const texts = await all
    assert.ok(texts.length > 500, `${texts.length} were read`)
    const found = texts.flatMap((text) => foreignToPipelines(text).map((word) => `"${word}" in ${text}`))
    assert.equal(found.length, 0, found[0])
  })

  it('has what its users know', async () => {
    const everything = (await all).join('\n')
    const own = [
      'Check clientId and tenantId',
      'credential: federated',
      'as a secret variable of the pipeline (Edit › Variables, with the lock closed)',
      'the run is of a fork',
      'run the job on a self-hosted agent whose',
      'Microsoft-hosted agents have',
      'at once (maxParallel in a strategy)',
      "An OIDC token of Azure DevOps's lives ten minutes",
      'which ends on 2027-07-01',
      'It names the organisation contoso, the project portal and the connection contoso-deploy',
    ]
    assert.deepEqual(
      own.filter((words) => !everything.includes(words)),
      [],
    )
  })
})
