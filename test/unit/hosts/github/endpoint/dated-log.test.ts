import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { datedLog } from '../../../../../src/hosts/github/endpoint/dated-log.ts'
import { harmlessWords } from '../../../../../src/values/harmless.ts'

const MIB = 1024 * 1024

describe('the log of what goes on after its step', () => {
  const written: string[] = []
  const sink = (isVerbose: boolean) => {
    written.length = 0
    return datedLog({ isVerbose, write: (line) => written.push(line) })
  }

  it('has the time of each line', () => {
    const log = sink(true)
    log.info(harmlessWords`a token`)
    log.warning(harmlessWords`refused`)
    log.debug?.(harmlessWords`GET`)
    const words = written.map((line) => line.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /, ''))
    assert.deepEqual(words, ['a token\n', 'Warning: refused\n', 'GET\n'])
  })

  it('has no debug lines unless somebody wants them', () => assert.equal(sink(false).debug, undefined))

  it('ends at one MiB, and says so', () => {
    const log = sink(false)
    for (let count = 0; count < 1_000_000; count++)
      log.info(harmlessWords`0123456789 ä 0123456789 ä 0123456789`)
    assert.ok(Buffer.byteLength(written.join('')) <= MIB)
    assert.ok(Buffer.byteLength(written.join('')) > MIB - 200)
    assert.equal(written.at(-1), 'The log is full: nothing more is written.\n')
    assert.equal(written.filter((line) => line.includes('full')).length, 1)
  })
})
