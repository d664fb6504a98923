import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'

/** What a browser does with it is in test/browser/set-up-page.ts. */
const page = readFileSync(join(import.meta.dirname, '../../docs/set-up.html'), 'utf8')
const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? ''

/** Bytes. */
const MAX_SIZE = 150_000

describe('docs/set-up.html', () => {
  it('is small', () => {
    assert.ok(Buffer.byteLength(page) < MAX_SIZE, `${Buffer.byteLength(page)} bytes`)
  })

  for (const tag of ['script', 'style']) {
    it(`has one ${tag}, whose hash its policy names, and allows no other`, () => {
      const parts = page.split(new RegExp(`</?${tag}>`))
      assert.equal(parts.length, 3)
      const hash = createHash('sha256')
        .update(parts[1] ?? '')
        .digest('base64')
      const [, allowed] = new RegExp(`${tag}-src ([^;]*)`).exec(policy) ?? []
      assert.equal(allowed, `'sha256-${hash}'`)
      assert.ok((parts[1] ?? '').length > 1000)
    })
  }

  it('names no other file', () => {
    const ofItself = page.replace(/<(script|style)>.*?<\/\1>/gs, '')
    const named = [...ofItself.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url]) => url)
    assert.deepEqual(named, ['data:,'])
    assert.match(policy, /^default-src 'none';/)
  })

  it('holds the licence of each package in it', () => {
    assert.match(page, /leven 4\.1\.0 \(MIT\)\n\nMIT License/)
  })
})
