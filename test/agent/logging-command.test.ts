import assert from 'node:assert/strict'
import test from 'node:test'
import { escapeData, isTrue, parseLoggingCommand, unescapeData } from './logging-command.ts'

const parse = (line: string, decodePercents?: boolean) => {
  const command = parseLoggingCommand(line, decodePercents)
  return command && [`${command.area}.${command.event}`, Object.fromEntries(command.properties), command.data]
}

test('properties and data are unescaped alike', () => {
  assert.deepEqual(
    parse('##vso[task.setvariable variable=a%3Bb%5D%0D%0A%AZP25;isSecret=true]x;]%3B%5D%0D%0A'),
    ['task.setvariable', { variable: 'a;b]\r\n%', issecret: 'true' }, 'x;];]\r\n'],
  )
})

test('%AZP25 comes last, unless a job switches it off; lower-case escapes are none', () => {
  const line = '##vso[task.debug]%AZP250A %0a %25'
  assert.deepEqual(parse(line), ['task.debug', {}, '%0A %0a %25'])
  assert.deepEqual(parse(line, false), ['task.debug', {}, '%AZP250A %0a %25'])
})

test('a command may stand anywhere in a line, and its header ends at the first bracket', () => {
  assert.deepEqual(parse('text ##vso[task.debug a=b]c]d ##vso[task.complete result=Failed]e'), [
    'task.debug',
    { a: 'b' },
    'c]d ##vso[task.complete result=Failed]e',
  ])
})

test('equals signs: the first parts, those in a row count once, and what has no value is dropped', () => {
  const properties = (text: string) => parse(`##vso[task.debug ${text}]`)?.[1]
  assert.deepEqual(properties('a=b=c;d==e;;=f=g;h=;i==;j;=k'), { a: 'b=c', d: 'e', f: 'g' })
  assert.deepEqual(properties('a=1;A=2'), { a: '2' })
  // A space behind a semicolon becomes part of the name.
  assert.deepEqual(properties('variable=a; issecret=true'), { variable: 'a', ' issecret': 'true' })
})

test('what is no command', () => {
  for (const line of [
    '',
    'text',
    '##vso[task.debug',
    '##vso[]x',
    '##vso[task]x',
    '##vso[task.a.b]x',
    '##VSO[task.debug]x',
    '## vso[task.debug]x',
    '##[error]x',
    '::error::x',
  ]) {
    assert.equal(parse(line), undefined, line)
  }
  assert.deepEqual(parse('##vso[.task..debug.]x'), ['task.debug', {}, 'x'])
})

test('a prefix with characters that have no weight is one, and its header starts too early', () => {
  assert.deepEqual(parse('##v\u00adso[task.debug]x'), ['[task.debug', {}, 'x'])
  assert.deepEqual(parse('\u200b##vso[task.debug]x'), ['task.debug', {}, 'x'])
})

test('the agent escapes what it then unescapes', () => {
  const value = 'a;b]c%d\r\n%3B%AZP25'
  assert.equal(escapeData(value), 'a%3Bb%5Dc%AZP25d%0D%0A%AZP253B%AZP25AZP25')
  assert.equal(unescapeData(escapeData(value)), value)
  assert.equal(escapeData('%;', false), '%%3B')
})

test('booleans are those of .NET', () => {
  for (const value of ['true', 'True', 'TRUE', ' true ']) assert.equal(isTrue(value), true, value)
  for (const value of ['1', 'yes', '', undefined]) assert.equal(isTrue(value), false, value)
})
