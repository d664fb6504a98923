import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { loggingCommand, withoutCommands } from '../../../../src/hosts/azure-pipelines/logging-commands.ts'
import { makeHarmless } from '../../../../src/values/harmless.ts'

/** As the agent reads a line (Command.cs, CommandStringConvertor.cs). */
function read(line: string) {
  const start = line.toLowerCase().indexOf('##vso[')
  const end = line.indexOf(']', start)
  if (start < 0 || end < 0) return undefined
  const [name = '', properties = ''] = line.slice(start + 6, end).split(/ (.*)/)
  const plain = (text: string) =>
    text
      .replaceAll('%3B', ';')
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%5D', ']')
      .replaceAll('%AZP25', '%')
  const pairs = properties.split(';').filter(Boolean)
  return {
    name,
    properties: Object.fromEntries(
      pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), plain(pair.slice(pair.indexOf('=') + 1))]),
    ),
    data: plain(line.slice(end + 1)),
  }
}

describe('a logging command', () => {
  it('is read as it was meant, whatever stands in it', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('a;b=c]d', '%AZP25', '%0D%0A', '\r\n', '##vso[x.y]z', '%'),
    )
    fc.assert(
      fc.property(text, text, (property, data) => {
        const line = loggingCommand('task.setvariable', { variable: property }, data)
        assert.doesNotMatch(line, /[\r\n]/)
        const found = read(line)
        assert.equal(found?.name, 'task.setvariable')
        // The agent leaves out what is empty.
        assert.equal(found?.properties.variable ?? '', property)
        assert.equal(found?.data, data)
      }),
    )
  })

  it('has no space without properties', () => {
    assert.equal(loggingCommand('task.debug', {}, 'x'), '##vso[task.debug]x')
  })
})

describe('text without commands', () => {
  for (const [text, shown] of [
    ['##vso[task.complete result=Succeeded;]', '#\\u0023vso[task.complete result=Succeeded;]'],
    ['a ##VSO[task.setvariable variable=PATH]x', 'a #\\u0023VSO[task.setvariable variable=PATH]x'],
    ['###vso[x]', '##\\u0023vso[x]'],
    ['##[error]no', '#\\u0023[error]no'],
    ['## heading, #vso[', '## heading, #vso['],
  ] as const) {
    it(`shows ${text}`, () => {
      const made = withoutCommands(makeHarmless(text, String))
      assert.equal(made, shown)
      assert.equal(read(made), undefined)
    })
  }
})
