import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { unattendedKinds } from '../../src/credentials/registry.ts'
import { clouds } from '../../src/values/clouds.ts'
import { action, code, codes, identityEndpoint, page, table } from './pages.ts'

test('docs/inputs.md lists the inputs of action.yml', () => {
  const rows = Object.entries(action.inputs).map(([name, { default: value = '', description }]) => [
    code(name),
    code(value),
    description,
  ])
  assert.deepEqual(table(page('docs/inputs.md'), 'Inputs'), rows)
})

test('docs/inputs.md lists the outputs of action.yml', () => {
  const rows = Object.entries(action.outputs).map(([name, { description }]) => [code(name), description])
  assert.deepEqual(table(page('docs/inputs.md'), 'Outputs'), rows)
})

test('docs/inputs.md lists what the identity endpoint has in addition', () => {
  const added = <Each extends { description: string }>(all: Record<string, Each>, known: object) =>
    Object.entries(all).filter(([name]) => !(name in known))
  assert.deepEqual(
    table(page('docs/inputs.md'), 'Identity endpoint'),
    added(identityEndpoint.inputs, action.inputs).map(([name, { default: value = '', description }]) => [
      code(name),
      code(value),
      description,
    ]),
  )
  assert.deepEqual(
    table(page('docs/inputs.md'), 'Identity endpoint', 1),
    added(identityEndpoint.outputs, action.outputs).map(([name, { description }]) => [
      code(name),
      description,
    ]),
  )
})

test('docs/clouds.md lists the clouds', () => {
  const rows = clouds.map(({ name, aliases, authorityHost, apiUrl, federatedAudience }) => [
    code(name),
    aliases.map(code).join(', '),
    code(new URL(authorityHost).host),
    code(apiUrl),
    code(federatedAudience),
  ])
  assert.deepEqual(table(page('docs/clouds.md'), 'Clouds'), rows)
})

test('docs/clouds.md says what the tools of the set-up call each cloud', () => {
  const rows = clouds.map(({ name, azCloud = '', moduleEndpoint = '' }) => [
    code(name),
    code(azCloud) || 'no name',
    code(moduleEndpoint) || 'no name',
  ])
  assert.deepEqual(table(page('docs/clouds.md'), 'Set-up in another cloud'), rows)
})

test('docs/set-up.md sets up every credential, in the order in which they are recommended', () => {
  const listed = table(page('docs/set-up.md'), 'Set-up').map(([credential]) => credential)
  assert.deepEqual(
    listed,
    unattendedKinds.map(({ name }) => code(name)),
  )
})

describe('README', () => {
  const readme = page('README.md')
  const grouped = (index: number) =>
    table(readme, 'Inputs and outputs', index).flatMap(([names = '']) => codes(names))

  test('has each input in one group', () => {
    assert.deepEqual(grouped(0).toSorted(), Object.keys(action.inputs).toSorted())
  })

  test('has each output in one group', () => {
    assert.deepEqual(grouped(1).toSorted(), Object.keys(action.outputs).toSorted())
  })

  test('lists the credentials as they are recommended, each with its inputs', () => {
    const rows = table(readme, 'Credentials')
    const inputs = Map.groupBy(rows, ([credential]) => credential)
    assert.deepEqual(
      [...inputs.keys()],
      unattendedKinds.map(({ name }) => code(name)),
    )
    for (const kind of unattendedKinds) {
      const listed = inputs.get(code(kind.name))?.flatMap(([, , names = '']) => codes(names)) ?? []
      for (const { name } of kind.inputs) assert.ok(listed.includes(name), `${kind.name}: ${name}`)
      for (const name of listed) assert.ok(action.inputs[name], `no input ${name}`)
    }
  })
})
