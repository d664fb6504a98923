import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { parse, parseDocument } from 'yaml'
import { describeServed } from '../../src/identity-endpoint/served-resource.ts'
import { describeSurroundings } from '../../src/identity-endpoint/surroundings.ts'
import { clouds } from '../../src/values/clouds.ts'
import { namesOfResource } from '../../src/values/resources.ts'
import { run } from '../clients/ask.ts'
import { checkExample, inBash, sourceOf } from '../clients/examples.ts'
import { blocks, codes, page, section, table } from '../docs/pages.ts'

const longJobs = page('docs/long-jobs.md')
const missing = ['curl', 'jq'].find((name) => spawnSync(name, ['--version']).error)

describe('the examples of docs/long-jobs.md', () => {
  it('in JavaScript lists the environments', () =>
    checkExample(({ env }) =>
      // As a text, so that it finds the package in this repository.
      run(process.execPath, ['--input-type=module', '-e', sourceOf('JavaScript', 'javascript')], env),
    ))

  it('with curl lists the environments', { skip: missing && `no ${missing}` }, () =>
    checkExample(inBash('curl')),
  )
})

describe('docs/long-jobs.md', () => {
  it('has a background step that parses, and is ended', () => {
    const [source = ''] = blocks(longJobs, 'yml')
    const { errors, warnings } = parseDocument(source)
    assert.deepEqual([...errors, ...warnings], [])
    const { steps } = parse(source).jobs.deploy
    const background = steps.find((step: { background?: boolean }) => step.background)
    assert.match(background.run, /^exec node power-platform-token\.cjs serve --port 8123 /)
    assert.equal(steps.at(-1).cancel, background.id)
  })

  it('lists the names of each resource', () => {
    const [cloud] = clouds
    assert.ok(cloud)
    for (const [api = '', cell = ''] of table(longJobs, 'Several resources')) {
      const names = codes(cell)
      for (const name of names)
        assert.deepEqual(namesOfResource(name, cloud).toSorted(), names.toSorted(), `${api}: ${name}`)
    }
  })

  it('shows what the post step prints', () => {
    const shown = section(longJobs, 'What the log shows')
    for (const tally of [
      { resource: 'https://api.powerplatform.com', answers: 212, requests: 3, refusals: 0, longestWait: 420 },
      {
        ...{ resource: 'https://contoso.crm4.dynamics.com', answers: 0, requests: 1, refusals: 1 },
        longestWait: 310,
      },
    ])
      for (const line of describeServed([tally])) assert.ok(shown.includes(`\n${line}\n`), line)
  })

  it('names the variables that draw clients away', () => {
    const named = table(longJobs, 'Variables that divert clients').flatMap(([cell = '']) => codes(cell))
    const env = Object.fromEntries(named.map((name) => [name, 'x']))
    const warned = describeSurroundings(env).map((sentence) => /^\w+/.exec(sentence)?.[0] ?? '')
    // Of which the page says that it isn't warned of.
    assert.deepEqual([...warned, 'AZURE_CLIENT_ID'].toSorted(), named.toSorted())
  })
})
