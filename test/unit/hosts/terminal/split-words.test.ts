import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { splitWords, WordsProblem } from '../../../../src/hosts/terminal/split-words.ts'

const lines: [line: string, ...words: string[]][] = [
  [''],
  ['  \t'],
  ['a', 'a'],
  [' a  b\tc ', 'a', 'b', 'c'],
  [`'a b' "c d"`, 'a b', 'c d'],
  [`a'b 'c"d "e`, 'ab cd e'],
  [`'' "" x`, '', '', 'x'],
  [`'a\\b' "a\\b" a\\b`, 'a\\b', 'a\\b', 'ab'],
  [`"\\"\\$\\\\\\\`" \\$ \\"`, '"$\\`', '$', '"'],
  [`'$HOME' '\`x\`' '|;&<>'`, '$HOME', '`x`', '|;&<>'],
  [`"a|b" "c;d&e"`, 'a|b', 'c;d&e'],
  [`'{"aud":"{audience}"}'`, '{"aud":"{audience}"}'],
  ['--claims={a}', '--claims={a}'],
]

describe('words of a command line', () => {
  for (const [line, ...words] of lines) {
    it(JSON.stringify(line), () => assert.deepEqual(splitWords(line, 'linux'), words))
  }

  it('are what a shell makes of it', { skip: process.platform === 'win32' && 'no shell' }, () => {
    for (const [line, ...words] of lines.filter(([line]) => line.trim() !== '')) {
      const said = execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' })
      assert.deepEqual(said.split('\0').slice(0, -1), words, line)
    }
  })

  for (const [line, ...words] of [
    ['C:\\tools\\agent.exe --x', 'C:\\tools\\agent.exe', '--x'],
    ['"C:\\my tools\\agent.exe" a', 'C:\\my tools\\agent.exe', 'a'],
    ['"\\\\server\\share\\a b"', '\\\\server\\share\\a b'],
    ['\\\\server\\a', '\\\\server\\a'],
    [`a "{\\"aud\\":\\"x\\"}" '{"a":1}'`, 'a', '{"aud":"x"}', '{"a":1}'],
  ] as const) {
    it(`keep the backslashes of Windows: ${line}`, () => assert.deepEqual(splitWords(line, 'win32'), words))
  }

  for (const [line, problem] of [
    ['a $B', /has a \$, which no shell expands here/],
    ['a "$B"', /has a \$/],
    ['a `b`', /has a `/],
    ['a "`b`"', /has a `/],
    ['a | b', /has a \|, and no shell runs it/],
    ['a; b', /has a ;/],
    ['a && b', /has a &/],
    ['a > b', /has a >/],
    ['a < b', /has a </],
    ["a 'b", /has a quote \('\) that nothing closes/],
    ['a "b', /has a quote \("\) that nothing closes/],
  ] as const) {
    it(`are refused: ${line}`, () =>
      assert.throws(
        () => splitWords(line),
        (error) => error instanceof WordsProblem && problem.test(error.message),
      ))
  }
})
