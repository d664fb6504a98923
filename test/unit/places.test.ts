import assert from 'node:assert/strict'
import { existsSync, globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '../..')

test('the unit tests of a module stand where its source stands', () => {
  const tests = globSync('**/*.test.ts', { cwd: import.meta.dirname })
  // Those at the top are about several rooms.
  for (const path of tests.filter((each) => dirname(each) !== '.')) {
    const source = join('src', path.replace(/\.test\.ts$/, '.ts'))
    assert.ok(existsSync(join(root, source)), `test/unit/${path} has no ${source}`)
  }
})
