import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import { blocks, documentation, read, root } from './docs/pages.ts'
import { findings } from './language-service/findings.ts'

const filesIn = (folder: string, ending: RegExp) =>
  existsSync(new URL(folder, root))
    ? readdirSync(new URL(folder, root))
        .filter((name) => ending.test(name))
        .map((name) => `${folder}/${name}`)
    : []

const workflows = ['.github/workflows', 'test/workflows'].flatMap((folder) => filesIn(folder, /\.ya?ml$/))
const [quickStart = '', ...snippets] = documentation.flatMap((page) => blocks(page, 'yaml'))

/** As they are, if whole; else as steps that go after those of the quick start. */
const examples = [
  quickStart,
  ...snippets.map((text) => (text.startsWith('- ') ? quickStart + asSteps(text) : text)),
]

function asSteps(text: string): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(6))
}

describe('GitHub finds nothing wrong', () => {
  for (const path of ['action.yml', 'identity-endpoint/action.yml']) {
    test(`with ${path}`, async () => {
      assert.deepEqual(await findings('action.yml', read(path)), [])
    })
  }

  for (const path of workflows) {
    test(`with ${path}`, async () => {
      assert.deepEqual(await findings('workflow.yml', read(path)), [])
    })
  }

  test('with the examples of the documentation', async () => {
    assert.ok(examples.length > 8)
    for (const example of examples) assert.deepEqual(await findings('workflow.yml', example), [], example)
  })
})

describe('GitHub finds', () => {
  const actionWith = (icon: string) => read('action.yml').replace('icon: lock', `icon: ${icon}`)
  const mistakes: [title: string, name: string, text: string, findings: string[]][] = [
    ['an icon that Marketplace lacks', 'action.yml', actionWith('key'), ["line 5: Unexpected value 'key'"]],
    [
      'an input that the action lacks',
      'workflow.yml',
      quickStart.replace('tenant-id:', 'tenant:'),
      ["line 13: Invalid action input 'tenant'"],
    ],
    [
      'an input that the action lacks, where it is named by its folder',
      'workflow.yml',
      quickStart.replace('tenant-id:', 'tenant:').replace(/(?<=uses: )\S+/, './'),
      ["line 13: Invalid action input 'tenant'"],
    ],
    [
      'a job that runs nowhere',
      'workflow.yml',
      quickStart.replace(/^ +runs-on: .*\n/m, ''),
      ['line 8: Required property is missing: runs-on'],
    ],
    [
      'an output that the action lacks',
      'workflow.yml',
      quickStart.replace('outputs.access-token', 'outputs.token'),
      ['line 19: Context access might be invalid: token'],
    ],
  ]
  for (const [title, name, text, expected] of mistakes) {
    test(title, async () => assert.deepEqual(await findings(name, text), expected))
  }
})
