import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import JSZip from 'jszip'

/*
 * Makes the extension of Azure DevOps with the task in it, as a VSIX, by tfx. Prints the name of the file that it leaves
 * in the folder given. The same inputs give the same bytes.
 *
 *     npm run package
 */
const destination = resolve(process.argv[2] ?? '.')
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const name = `power-platform-token-${version}.vsix`

/** In place of the time of the build, the first that a ZIP can hold. */
const TIME = new Date(Date.UTC(1980, 0, 1))
const CONTENT_TYPES = '[Content_Types].xml'

const folder = mkdtempSync(join(tmpdir(), 'package-'))
try {
  gather(folder)
  const file = join(folder, 'extension.vsix')
  createExtension(folder, file)
  const packed = await repacked(readFileSync(file))
  writeFileSync(join(destination, name), packed)
  console.log(name)
} finally {
  rmSync(folder, { recursive: true })
}

/** tfx takes each listed folder as a whole, so there must be nothing else in it. */
function gather(root: string): void {
  mkdirSync(join(root, 'task'))
  const files = {
    'azure-pipelines/overview.md': 'overview.md',
    'azure-pipelines/images/icon.png': 'images/icon.png',
    'azure-pipelines/images/run.png': 'images/run.png',
    'azure-pipelines/task/task.json': 'task/task.json',
    'azure-pipelines/task/icon.png': 'task/icon.png',
    'dist/azure-pipelines.cjs': 'task/task.cjs',
    'dist/THIRD_PARTY_NOTICES.txt': 'THIRD_PARTY_NOTICES.txt',
    LICENSE: 'LICENSE.txt',
  }
  for (const [from, to] of Object.entries(files)) cpSync(from, join(root, to))
  const manifest = JSON.parse(readFileSync('azure-pipelines/vss-extension.json', 'utf8'))
  writeFileSync(join(root, 'vss-extension.json'), JSON.stringify({ ...manifest, version }))
}

/** tfx only warns of what the Marketplace would refuse. */
function createExtension(root: string, file: string): void {
  const tfx = createRequire(import.meta.url).resolve('tfx-cli/_build/tfx-cli.js')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...[tfx, 'extension', 'create', '--no-prompt', '--root', root],
      ...['--manifest-globs', 'vss-extension.json', '--output-path', file],
    ],
    { encoding: 'utf8' },
  )
  const said = `${stdout}${stderr}`
  if (status !== 0 || /warning/i.test(said)) throw new Error(`tfx says:\n${said}`)
}

/** As tfx made it, in an order and with times of its own: tfx lists files as the disk happens to give them. */
async function repacked(file: Buffer): Promise<Buffer> {
  const zip = await JSZip.loadAsync(file)
  const sorted = new JSZip()
  for (const path of Object.keys(zip.files).toSorted()) {
    const entry = zip.files[path]
    if (!entry || entry.dir) continue
    const content =
      path === CONTENT_TYPES
        ? sortElements(await entry.async('text'), 'Default')
        : await entry.async('nodebuffer')
    sorted.file(path, content, { date: TIME, createFolders: false })
  }
  return sorted.generateAsync({
    type: 'nodebuffer',
    compression: 'DEFLATE',
    compressionOptions: { level: 9 },
    platform: 'UNIX',
  })
}

/** Those of one name, which have no content and no order that counts. */
function sortElements(xml: string, name: string): string {
  const pattern = new RegExp(`<${name} [^>]*/>`, 'g')
  const sorted = (xml.match(pattern) ?? []).toSorted()
  return xml.replace(pattern, () => sorted.shift() ?? '')
}
