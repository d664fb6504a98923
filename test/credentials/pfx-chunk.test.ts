import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startScenario } from '../scenario.ts'
import { base64, leaf, pem, pfx } from './certificate-forms.ts'

/** Prints the URL of every module that is loaded. */
const hooks = `
import { registerHooks } from 'node:module'
registerHooks({
  load(url, context, next) {
    process.stderr.write('loaded ' + url + '\\n')
    return next(url, context)
  },
})`
const nodeArguments = ['--import', `data:text/javascript,${encodeURIComponent(hooks)}`]

/** The names of the build's files that a step with this certificate loads. */
async function loadedFiles(certificate: string): Promise<string[]> {
  await using scenario = await startScenario()
  scenario.app.addCertificate(leaf.toString())
  const { outcome, log, stderr } = await scenario.run({ certificate }, { nodeArguments })
  assert.equal(outcome, 'success', log + stderr)
  return [...stderr.matchAll(/^loaded file:.*\/([\w-]+)\.cjs$/gm)].map(([, name = '']) => name)
}

const isPfxReader = (name: string) => /^pfx(-|$)/.test(name)

describe('the reader of PFX files', { concurrency: 2 }, () => {
  it('is loaded for a PFX', async () => {
    const files = await loadedFiles(base64(pfx({})))
    assert.ok(files.includes('main'), files.join())
    assert.equal(files.filter(isPfxReader).length, 1, files.join())
  })

  it('is not loaded for a PEM', async () => {
    const files = await loadedFiles(pem)
    assert.ok(files.includes('main'), files.join())
    assert.deepEqual(files.filter(isPfxReader), [])
  })
})
