import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ShownEnvironment } from '../../../../src/commands/list-environments.ts'
import { environmentFormats } from '../../../../src/hosts/terminal/environment-formats.ts'
import { environmentFields } from '../../../../src/power-platform/environment.ts'
import { makeHarmless } from '../../../../src/values/harmless.ts'

const { table, json, tsv } = environmentFormats

function environment(given: Partial<Record<keyof ShownEnvironment, string>>): ShownEnvironment {
  const all = environmentFields.map((field) => [field, makeHarmless(given[field] ?? '', String)])
  return Object.fromEntries(all)
}

const dev = environment({
  ...{ id: '11111111-1111-4111-8111-111111111111', displayName: 'Contoso Dev', type: 'Sandbox' },
  ...{ state: 'Ready', geo: 'Europe', url: 'https://dev.crm4.dynamics.com/' },
})
const japan = environment({ id: 'Default-2222', displayName: '株式会社', type: 'Default' })

describe('a list of environments', () => {
  it('is a table where it fits', () => {
    const text = `Name         Type     State  Region  ID                                    URL
Contoso Dev  Sandbox  Ready  Europe  11111111-1111-4111-8111-111111111111  https://dev.crm4.dynamics.com/
株式会社     Default                 Default-2222
`
    const width = 105
    assert.equal(table([dev, japan], width), text)
    assert.notEqual(table([dev, japan], width - 1), text)
  })

  it('is blocks in a narrow window, with nothing cut', () => {
    assert.equal(
      table([dev, japan], 60),
      `Contoso Dev
  Sandbox, Ready, Europe
  11111111-1111-4111-8111-111111111111
  https://dev.crm4.dynamics.com/

株式会社
  Default
  Default-2222
`,
    )
  })

  it('calls an environment without a name by its ID', () => {
    assert.equal(tsv([environment({ id: 'a' })]), 'a\t\t\t\t\t\n')
    assert.match(table([environment({ id: 'a' })], 80), /^a {5}/m)
    assert.equal(table([environment({})], 1), 'without a name\n')
  })

  it('is JSON with every field, those that are not there null', () => {
    const [first] = JSON.parse(json([japan]))
    assert.deepEqual(Object.keys(first), [...environmentFields])
    assert.deepEqual([first.displayName, first.url], ['株式会社', null])
  })

  it('is nothing where nothing is', () => {
    assert.deepEqual([table([], 80), tsv([]), json([])], ['', '', '[]\n'])
  })
})
