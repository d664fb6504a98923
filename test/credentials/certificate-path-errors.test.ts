import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createCertificate } from '../emulator/certificates.ts'
import { assertFailure, type Scenario, startScenario } from '../scenario.ts'

const { certificatePem } = await createCertificate()

/** What stands at the path, and the words for it. */
const refused: { file: string; make?: (path: string) => void; words: string }[] = [
  { file: 'missing.pem', words: "a file that doesn't exist; allowed is a PFX or PEM file of at most 1 MiB" },
  { file: 'folder', make: (path) => mkdirSync(path), words: 'a folder; allowed' },
  {
    file: 'large.pem',
    make: (path) => writeFileSync(path, Buffer.alloc(1024 * 1024 + 1)),
    words: 'a file of 1048577 bytes; allowed',
  },
  { file: 'empty.pem', make: (path) => writeFileSync(path, ''), words: 'an empty file; allowed' },
  { file: 'empty.pem/app.pem', words: "a file that doesn't exist" },
]

/** What Windows lacks. */
const posix = process.platform !== 'win32'
if (posix) {
  refused.push(
    // A file's permissions would not keep root out; a link to itself keeps out everybody.
    {
      file: 'loop',
      make: (path) => symlinkSync('loop', path),
      words: "a file that can't be read (ELOOP); allowed",
    },
    { file: 'socket', words: 'no ordinary file; allowed' },
  )
}

// No request is made in here, so that one emulator serves them all at the same time.
describe('a certificate-path that is refused', { concurrency: 4 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'))
  const socket = createServer()
  let scenario: Scenario
  before(async () => {
    for (const { file, make } of refused) make?.(join(folder, file))
    if (posix) await new Promise<void>((resolve) => socket.listen(join(folder, 'socket'), resolve))
    scenario = await startScenario({ sharesProcess: true })
  })
  after(async () => {
    socket.close()
    rmSync(folder, { recursive: true })
    await scenario[Symbol.asyncDispose]()
  })

  async function assertRefused(path: string, words: string): Promise<void> {
    const result = await scenario.run({ 'certificate-path': path })
    assertFailure(result, words)
    assert.deepEqual(scenario.emulator.requests, [])
  }

  for (const { file, words } of refused) {
    it(file, () =>
      assertRefused(join(folder, file), `certificate-path: came "${join(folder, file)}", ${words}`),
    )
  }

  it('a file without a key', async () => {
    const path = join(folder, 'certificate.pem')
    writeFileSync(path, Buffer.from(`\ufeff${certificatePem}`, 'utf16le'))
    await assertRefused(path, 'certificate-path: has no private key in it')
  })

  it('a file with neither text nor a PFX in it', async () => {
    const path = join(folder, 'noise.pfx')
    writeFileSync(path, Buffer.from([0xff, 0xfe, 0xfd, 0, 1, 2, 3]))
    await assertRefused(path, 'that are neither a PEM nor base64 of a PFX or PEM')
  })
})
