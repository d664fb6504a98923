import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { publicCloud } from '../../src/values/clouds.ts'
import { blocks, documentation, page } from './pages.ts'

const shell = (path: string) => blocks(page(path), 'bash').join('\n')
/** Files that the set-up writes itself, with their text. */
const written = new Map(
  [...shell('docs/set-up.md').matchAll(/^cat > (\S+) <<EOF\n([\s\S]*?)^EOF$/gm)].map(
    ([, name = '', json = '']) => [name, json],
  ),
)

describe('the commands of the documentation', () => {
  test('write JSON', () => {
    assert.deepEqual([...written.keys()], ['credential.json', 'role.json'])
    const shown = documentation.flatMap((page) => blocks(page, 'json'))
    assert.ok(shown.length > 0)
    for (const json of [...written.values(), ...shown]) assert.doesNotThrow(() => JSON.parse(json), json)
  })

  test('read files that were written before', () => {
    let count = 0
    // An error's commands name the user's own files.
    for (const { path } of documentation.filter(({ path }) => path !== 'docs/troubleshooting.md')) {
      const commands = shell(path)
      for (const { 1: name = '', index } of commands.matchAll(
        /(?:--parameters |--(?:body|cert) '?@|^cat )([\w-]+\.\w+)/gm,
      )) {
        const before = commands.slice(0, index)
        const isWritten = [...before.matchAll(/(?:^cat > |-out |-keyout )(\S+)/gm)].some(
          ([, file]) => file === name,
        )
        assert.ok(isWritten, `${path}: ${name}`)
        count++
      }
    }
    assert.equal(count, 6)
  })

  test('leave no file behind', () => {
    for (const { path } of documentation) {
      const commands = shell(path)
      for (const { 1: file = '', index } of commands.matchAll(/(?:^cat > |-out |-keyout )(\S+)/gm)) {
        const after = commands.slice(index)
        const isRemoved = [...after.matchAll(/^rm (.+)$/gm)].some(([, files = '']) =>
          files.split(' ').includes(file),
        )
        assert.ok(isRemoved, `${path}: ${file}`)
      }
    }
  })

  test("create a credential of GitHub's for the public cloud", () => {
    const { issuer, audiences } = JSON.parse(written.get('credential.json') ?? '')
    assert.equal(issuer, 'https://token.actions.githubusercontent.com')
    assert.deepEqual(audiences, [publicCloud.federatedAudience])
  })
})
