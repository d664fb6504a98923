import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { decodeProtectedHeader } from 'jose'
import { assertToken, type Scenario, type ScenarioResult, startScenario } from '../scenario.ts'
import {
  base64,
  encryptedPemForms,
  type Form,
  fileForms,
  leaf,
  pem,
  pemForms,
  pfx,
  pfxForms,
  pkcs1,
  pkcs8,
} from './certificate-forms.ts'

const folder = mkdtempSync(join(tmpdir(), 'certificate-'))
after(() => rmSync(folder, { recursive: true }))

// The groups run side by side, each in a scenario of its own; without this they would hand on their concurrency.
const oneByOne = { concurrency: 1 }

describe('certificate', { concurrency: 4 }, () => {
  describe('PEM', oneByOne, () => all(pemForms))
  describe('encrypted PEM', oneByOne, () => all(encryptedPemForms))
  describe('PFX', oneByOne, () => all(pfxForms))
  describe('certificate-path', oneByOne, () => all(fileForms))

  describe('around it', oneByOne, () => {
    const present = preparePresent()

    it('reads certificate-path from the working directory', async () => {
      writeFileSync(join(folder, 'relative.pem'), pem)
      const env = { GITHUB_WORKSPACE: folder }
      assertSigned(await present({ 'certificate-path': 'relative.pem' }, { env }))
    })

    it('cuts the line end after a password, with a warning that names the input', async () => {
      const certificate = base64(pfx({ password: 'hunter2' }))
      const result = await present({ certificate, 'certificate-password': 'hunter2\r\n' })
      assertSigned(result)
      const [warning, ...others] = result.annotations.filter(({ type }) => type === 'warning')
      assert.match(
        warning?.message ?? '',
        /^certificate-password: has white space around it \(2 characters\)/,
      )
      assert.deepEqual(others, [])
    })

    it('needs one request on an authority host that MSAL does not know', async () => {
      assertSigned(await present({ certificate: pem }, { way: 'authority-host' }))
    })
  })
})

function all(forms: Form[]): void {
  const present = preparePresent()
  for (const { name, content, password } of forms) {
    it(name, async () => {
      const source = place(name, content)
      const result = await present({ ...source, ...(password && { 'certificate-password': password }) })
      assertSigned(result)
      assertMasked(result, content)
    })
  }
}

function preparePresent(): Scenario['run'] {
  let scenario: Scenario
  before(async () => {
    scenario = await startScenario({ sharesProcess: true })
    scenario.app.addCertificate(leaf.toString())
  })
  after(() => scenario[Symbol.asyncDispose]())
  const hidden = [pkcs8, pkcs1, toOneLine(pkcs8), toOneLine(pkcs1)]
  return (inputs, options) => scenario.run(inputs, { hidden, ...options })
}

function place(name: string, content: string | Buffer): Record<string, string> {
  if (typeof content === 'string') return { certificate: content }
  const path = join(folder, name)
  writeFileSync(path, content)
  return { 'certificate-path': path }
}

/** A token for one request, with an assertion signed as Entra recommends and by the certificate's own key. */
function assertSigned(result: ScenarioResult): void {
  assertToken(result)
  assert.equal(result.outputs.credential, 'certificate')
  assert.deepEqual(result.requests, ['login POST 200'])
  const header = decodeProtectedHeader(result.recorded[0]?.form?.get('client_assertion') ?? '')
  assert.equal(header.alg, 'PS256')
  assert.equal(header['x5t#S256'], createHash('sha256').update(leaf.raw).digest('base64url'))
}

/** Later steps may print the key too: each line of it, and of what it came in, must be hidden by now. */
function assertMasked(result: ScenarioResult, content: string | Buffer): void {
  const isPfx = content[0] === 0x30
  const given = isPfx ? content.toString('base64') : content.toString()
  const isPkcs1 = /BEGIN RSA (?!.*ENCRYPTED)/s.test(given)
  const texts = [pkcs8, toOneLine(pkcs8), given, ...(isPkcs1 ? [pkcs1] : [])]
  const lines = texts.flatMap((text) => text.split(/\r?\n|(?:\\r)?\\n/)).map((line) => line.trim())
  for (const line of lines.filter((line) => /^[\w+/=]{8,}$/.test(line))) {
    assert.equal(result.mask(line), '***', 'a line of the key is not masked')
  }
}

function toOneLine(text: string): string {
  return text.replace(/-----.+-----|\n/g, '')
}
