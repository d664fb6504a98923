import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { it } from 'node:test'
import { FOREIGN } from '../made-up-host/words.ts'

/** What only another host would say, or take for a command. */
const FOREIGN_SOURCE = new RegExp(`${FOREIGN.source}|##\\[|::`, FOREIGN.flags)

/** What is no prose of the program's own. */
const NO_PROSE = /https:\/\/[^\s'`]*|\bstep(?: [=*]|\()/g

/** Of a set-up, which is about CI systems, and whose plan has steps of its own. */
const SET_UP = /^src\/(?:plan|directory|(?:commands|request)\/set-up|power-platform\/role-assignment)\b/

/** What names a host nevertheless: as an example, because a value is its own, or because a shell writes it so. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  'src/advice/role.ts': ['[System.Net.NetworkCredential]::new'],
  'src/entra/msal/loopback-server.ts': ["'::1'"],
  'src/ports/issued-tokens.ts': ["GitHub's"],
  'src/ports/outputs.ts': ['later steps'],
  'src/ports/words.ts': [
    'a self-hosted runner',
    'GitHub-hosted runners',
    'max-parallel in a matrix',
    '`docs/`',
  ],
  'src/secrets/masked-forms.ts': ['actions/runner', 'tokens of a step', 'The runner would mask'],
  'src/values/harmless.ts': ['`::error::`, `##vso[`'],
  'src/values/markdown.ts': ['GitHub Flavored Markdown', 'GitHub looks through', "GitHub's references"],
  'src/values/token-form.ts': ["A token of GitHub's"],
}

it('nothing outside a host speaks of one, and no comment does', () => {
  const paths = globSync('src/**/*.ts').map((path) => path.replaceAll('\\', '/'))
  const outside = paths.filter(
    (path) => !/^src\/hosts\/|delegated-permissions/.test(path) && !SET_UP.test(path),
  )
  assert.ok(outside.length > 50)
  const found = outside.flatMap((path) => {
    const known = EXCEPTIONS[path] ?? []
    const text = known.reduce((text, words) => text.replaceAll(words, ''), readFileSync(path, 'utf8'))
    const lines = text.replace(NO_PROSE, '').split('\n')
    return lines.filter((line) => FOREIGN_SOURCE.test(line)).map((line) => `${path}: ${line.trim()}`)
  })
  assert.deepEqual(found, [])
})
