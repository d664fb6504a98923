import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { escapeCommands } from '../../../../src/hosts/github/workflow-commands.ts'
import type { Harmless } from '../../../../src/values/harmless.ts'

describe("what the runner takes for a command, in another's words", () => {
  for (const [name, text, shown] of [
    ['plain text', 'plain text', 'plain text'],
    ['a command at the beginning', '::error::x', '\\u003a:error::x'],
    ['a command after spaces', '  ::error', '  \\u003a:error'],
    ['a command after spaces of Unicode', '\u00a0\u2003::error', '\u00a0\u2003\\u003a:error'],
    ['a command on a later line', 'a\n\n ::error', 'a\n\n \\u003a:error'],
    ['colons within a line', 'a::b', 'a::b'],
    ['one colon', ':b', ':b'],
    ['a command in brackets', '##[error]##[x', '#\\u0023[error]#\\u0023[x'],
    ['neither of them', '# [x', '# [x'],
  ] as const) {
    it(`is none: ${name}`, () => assert.equal(escapeCommands(text as string as Harmless), shown))
  }
})
