import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { briefs } from '../../../../src/hosts/terminal/briefs.ts'
import { type Command, commands, optionsOf } from '../../../../src/hosts/terminal/commands.ts'
import { commandHelp, programHelp } from '../../../../src/hosts/terminal/help.ts'

/** Rows of a terminal in its usual window. */
const SCREEN = 40

const all: readonly Command[] = Object.values(commands)

/** As a terminal shows them: what is longer goes on in the next row. */
function rowsOf(text: string, columns: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0)
}

describe('help', () => {
  for (const command of all) {
    for (const columns of [80, 120])
      it(`of ${command.name} fits a screen of ${columns} columns, with an example first`, () => {
        const text = commandHelp(command, columns)
        assert.ok(rowsOf(text, columns) <= SCREEN, `${rowsOf(text, columns)} rows`)
        assert.ok(text.trimStart().startsWith(`power-platform-token ${command.name} `))
        const [example, ...rest] = text.split('\n')
        assert.ok(example?.includes(command.example))
        for (const line of rest) assert.ok(line.length <= columns, line)
      })

    it(`of ${command.name} has each option, on a line that begins with it`, () => {
      const text = commandHelp(command)
      for (const { name } of optionsOf(command))
        assert.match(text, new RegExp(`^  (-\\w, )?--${name}( [A-Z]+)?(  .+| .+|)$`, 'm'))
    })
  }

  it('of the program names each command', () => {
    const text = programHelp()
    assert.ok(rowsOf(text, 80) <= 24)
    for (const { name } of all) assert.match(text, new RegExp(`^  ${name} `, 'm'))
  })

  it('says the first part of what an option is for, and the variable or the default', () => {
    const text = commandHelp(commands.explain, 100)
    assert.match(text, /^ {2}--cloud NAME {16}public, gcc, gcc-high, dod, china, ex or rx \[public\]$/m)
    assert.match(text, /^ {2}--tenant-id ID {14}Directory \(tenant\) ID \[AZURE_TENANT_ID\]$/m)
  })

  it('goes on in a narrow window', () => {
    for (const columns of [40, 59])
      for (const line of commandHelp(commands.token, columns).split('\n').slice(1))
        assert.ok(line.length <= columns || !line.trim().includes(' '), line)
  })

  it('has no brief words for what is no option', () => {
    const names = all.flatMap((command) => optionsOf(command).map(({ name }) => name))
    for (const name of Object.keys(briefs)) assert.ok(names.includes(name), name)
  })
})
