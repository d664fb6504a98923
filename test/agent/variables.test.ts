import assert from 'node:assert/strict'
import test from 'node:test'
import { AgentMasker } from './masker.ts'
import { Variables } from './variables.ts'

function variablesOf(values: Record<string, string>, secrets: Record<string, string> = {}) {
  const masker = new AgentMasker()
  const variables = new Variables(masker)
  for (const [name, value] of Object.entries(values)) variables.set(name, value)
  for (const [name, value] of Object.entries(secrets)) variables.set(name, value, { isSecret: true })
  return { variables, masker }
}

test('macros ignore case, are not expanded twice, and stay where nobody knows them', () => {
  const { variables } = variablesOf({ 'My.Var': 'x', dollar: '$(My.Var)' })
  assert.equal(variables.expand('$(my.var)-$(MY.VAR)'), 'x-x')
  assert.equal(variables.expand('$(dollar)'), '$(My.Var)')
  assert.equal(variables.expand('$(none) $() $(My.Var'), '$(none) $() $(My.Var')
  assert.equal(variables.expand('$($(My.Var))'), '$(x)')
})

test('what was secret or read-only stays so', () => {
  const { variables, masker } = variablesOf({}, { token: 'one1' })
  variables.set('TOKEN', 'two2')
  assert.equal(variables.all()[0]?.isSecret, true)
  assert.equal(masker.mask('one1 two2'), '*** ***')
  variables.set('fixed', 'x', { isReadOnly: true })
  variables.set('fixed', 'y')
  assert.deepEqual([variables.get('Fixed'), variables.isReadOnly('FIXED')], ['y', true])
})

test('at the start variables expand each other, and a secret spreads', () => {
  const { variables, masker } = variablesOf(
    { a: '1 $(B)', b: '2 $(c)', c: '3', d: '$(e)', e: '$(d)', header: 'Bearer $(token)' },
    { token: 'hunter2!' },
  )
  variables.expandThemselves()
  assert.equal(variables.get('a'), '1 2 3')
  assert.equal(variables.get('d'), '$(e)')
  assert.equal(variables.all().find(({ name }) => name === 'header')?.isSecret, true)
  assert.equal(masker.mask('Bearer hunter2!'), '***')
})
