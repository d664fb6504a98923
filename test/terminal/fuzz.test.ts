import assert from 'node:assert/strict'
import { describe } from 'node:test'
import fc from 'fast-check'
import { parseCommandLine } from '../../src/hosts/terminal/command-line.ts'
import { type Command, commands, optionsOf } from '../../src/hosts/terminal/commands.ts'
import { commandHelp, programHelp } from '../../src/hosts/terminal/help.ts'
import { UsageError } from '../../src/hosts/terminal/usage-error.ts'
import { hostileText, property } from '../fuzz/property.ts'

/** Nothing that the program says may have it. */
const SECRET = 'abc8Q~fuzzed-secret'

const all: readonly Command[] = Object.values(commands)
const names = [...new Set(all.flatMap((command) => optionsOf(command).map(({ name }) => name)))]

/** Changes a name by a letter, as fingers do. */
const mistyped = (name: string, at: number) => `${name.slice(0, at)}${name.slice(at + 1)}`

function words(): fc.Arbitrary<string> {
  const name = fc.oneof(
    fc.constantFrom(...names),
    fc.tuple(fc.constantFrom(...names), fc.nat(20)).map(([each, at]) => mistyped(each, at)),
    fc.constantFrom(
      'client-secret',
      'password',
      'certificate',
      'federated-token',
      '__proto__',
      'constructor',
    ),
  )
  const value = fc.oneof(
    hostileText(),
    fc.constantFrom(SECRET, '', 'json', 'true', 'AADSTS700213', '-', '--'),
  )
  return fc.oneof(
    name.map((each) => `--${each}`),
    fc.tuple(name, value).map(([each, given]) => `--${each}=${given}`),
    fc.constantFrom(`-p${SECRET}`, `--${SECRET}`, `--${SECRET}=x`, '-h', '-hh', '--', '-', '---'),
    value,
  )
}

const commandLines = fc
  .tuple(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...all.map(({ name }) => name)) },
      { weight: 1, arbitrary: words() },
    ),
    fc.array(words(), { maxLength: 8 }),
  )
  .map(([first, others]) => [first, ...others])

describe('any command line', () => {
  property('is understood, or refused without a value of its own', {
    values: commandLines,
    runs: 1000,
    examples: [
      [],
      [''],
      ['token', `--client-secret=${SECRET}`],
      ['token', '--client-secret', SECRET],
      ['token', `--${SECRET}`],
      ['explain', '--output', '--output'],
      ['constructor'],
      ['__proto__'],
      ['toString', '--help'],
    ],
    holds(args) {
      let said = ''
      try {
        const { command, options, operands } = parseCommandLine(args)
        for (const value of [...Object.values(options), ...operands]) assert.equal(typeof value, 'string')
        if (command) assert.ok(Object.hasOwn(commands, command))
        said = command ? commandHelp(commands[command]) : programHelp()
      } catch (error) {
        // All else would be a stack on the user's terminal.
        if (!(error instanceof UsageError)) throw error
        said = error.message
        assert.match(said, /^[ -~…]+$/)
        assert.ok(said.length < 400, said)
      }
      assert.ok(!said.includes(SECRET), said)
    },
  })
})
