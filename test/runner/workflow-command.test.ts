import assert from 'node:assert/strict'
import test from 'node:test'
import { parseWorkflowCommand } from './workflow-command.ts'

const registered = new Set(['error', 'add-mask', 'debug'])
const parse = (line: string) => {
  const command = parseWorkflowCommand(line, registered)
  return command && [command.name, Object.fromEntries(command.properties), command.data]
}

test('properties and data are unescaped, each in its own way', () => {
  const line = '::error title=a%3Ab%2Cc%25,file=src/a.ts::50%25 of%0Ait%0D, %3A%2C stay'
  assert.deepEqual(parse(line), ['error', { title: 'a:b,c%', file: 'src/a.ts' }, '50% of\nit\r, %3A%2C stay'])
})

test('%25 is unescaped last, and lower-case escapes are not', () => {
  assert.deepEqual(parse('::debug::%250A %0a'), ['debug', {}, '%0A %0a'])
})

test('leading space and case are ignored; properties without a value are dropped', () => {
  assert.deepEqual(parse('  ::ERROR Title=x,line=,col::y'), ['error', { title: 'x' }, 'y'])
})

test('a value may hold an equals sign, and data colons', () => {
  assert.deepEqual(parse('::error title=a=b::c::d'), ['error', { title: 'a=b' }, 'c::d'])
})

test('what is no command', () => {
  for (const line of [
    'text ::error::x',
    '::error',
    ': :error::x',
    '::unknown::x',
    '##[error',
    '##[unknown]x',
    '',
  ]) {
    assert.equal(parse(line), undefined, line)
  }
})

test('the older form may stand anywhere, with its own escapes', () => {
  assert.deepEqual(parse('text ##[error title=a%3Bb;file=c]d%5D%0A%3A'), [
    'error',
    { title: 'a;b', file: 'c' },
    'd]\n%3A',
  ])
  assert.deepEqual(parse('##[add-mask]value'), ['add-mask', {}, 'value'])
})
