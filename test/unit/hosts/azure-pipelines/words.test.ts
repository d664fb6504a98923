import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { headingOf, isKnown, remedies } from '../../../../src/advice/catalogue.ts'
import { explainRefusal } from '../../../../src/advice/explain.ts'
import { isFor, type Remedy } from '../../../../src/advice/remedy.ts'
import { unattendedKinds } from '../../../../src/credentials/registry.ts'
import { taskInput } from '../../../../src/hosts/azure-pipelines/input-names.ts'
import { pipelineWords } from '../../../../src/hosts/azure-pipelines/words.ts'
import { situation } from '../../situation.ts'

/** What only a job of GitHub's has. */
const OF_GITHUB = /github|\bgh\b|workflow|id-token|\brunner|\baction\b|self-hosted runner/i

const rows = Object.values<readonly Remedy[]>(remedies).flat()
/** Of a service connection, with the newer issuer. */
const claims = {
  iss: 'https://login.microsoftonline.com/de00781e-b431-4e86-8a50-536ead40d8de/v2.0',
  sub: '/eid1/c/pub/t/HngA3jG0hk6KUFNu1A2Nrg/a/DTBjg/sc/1d0d5f3e-0000-4000-8000-000000000000/2d0d5f3e-0000-4000-8000-000000000000',
  aud: 'api://AzureADTokenExchange',
}

describe('advice in a pipeline of Azure DevOps', () => {
  for (const { name } of unattendedKinds) {
    it(`with ${name} speaks of nothing that is GitHub's`, async () => {
      let read = 0
      for (const remedy of rows) {
        for (const code of remedy.codes) {
          const where = { ...situation({ credential: name }), words: pipelineWords(taskInput), claims }
          if (!isFor(remedy, where) || !isKnown(code, where)) continue
          const { parts } = await explainRefusal({
            ...{ by: 'Entra', tried: 'asking', answer: [] },
            codes: [code],
            situation: where,
          })
          const fixes = (parts.fixes ?? []).flatMap(({ text, command = '' }) => [text, command])
          // This project's own pages are there.
          const text = [parts.title, parts.why, ...fixes]
            .join('\n')
            .replace(/https:\/\/github\.com\/OWNER\/\S+/g, '')
          assert.doesNotMatch(text, OF_GITHUB, headingOf(code))
          read++
        }
      }
      assert.ok(read > 20, `${read} were read`)
    })
  }
})
