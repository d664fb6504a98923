import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import JSZip from 'jszip'

const root = fileURLToPath(new URL('../..', import.meta.url))
const MAX_SIZE = 2 * 1024 * 1024

describe('the extension of Azure DevOps', () => {
  let folder = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'package-test-'))
    for (const path of ['azure-pipelines', 'dist', 'scripts', 'LICENSE', 'package.json'])
      cpSync(join(root, path), join(folder, path), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  })
  after(() => rmSync(folder, { recursive: true }))

  /** @returns what was made, and what was said */
  function pack(into: string): { file?: Buffer; said: string } {
    mkdirSync(join(folder, into), { recursive: true })
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/package.ts', into], {
      cwd: folder,
      encoding: 'utf8',
    })
    return { ...(status === 0 && { file: readFileSync(join(folder, into, stdout.trim())) }), said: stderr }
  }

  it('holds the task and its page, is small, and has the same bytes each time', async () => {
    const first = pack('first')
    assert.ok(first.file, first.said)
    assert.ok(first.file.length < MAX_SIZE, `${first.file.length} bytes`)
    assert.deepEqual(pack('second').file, first.file)
    const zip = await JSZip.loadAsync(first.file)
    assert.deepEqual(Object.keys(zip.files), [
      'LICENSE.txt',
      'THIRD_PARTY_NOTICES.txt',
      '[Content_Types].xml',
      'extension.vsixmanifest',
      'extension.vsomanifest',
      'images/icon.png',
      'images/run.png',
      'overview.md',
      'task/icon.png',
      'task/task.cjs',
      'task/task.json',
    ])
    const task = await zip.file('task/task.cjs')?.async('nodebuffer')
    assert.deepEqual(task, readFileSync(join(root, 'dist', 'azure-pipelines.cjs')))
    const manifest = await zip.file('extension.vsixmanifest')?.async('string')
    assert.match(
      manifest ?? '',
      /<Identity [^>]*Id="power-platform-token" Publisher="OWNER" Version="1\.0\.0"/,
    )
  })

  it('is not made where tfx warns', () => {
    const path = join(folder, 'azure-pipelines', 'task', 'task.json')
    const good = readFileSync(path, 'utf8')
    writeFileSync(path, JSON.stringify({ ...JSON.parse(good), friendlyName: 'x'.repeat(50) }))
    const { file, said } = pack('third')
    writeFileSync(path, good)
    assert.equal(file, undefined)
    assert.match(said, /tfx says:[\s\S]*friendlyName/)
  })
})
