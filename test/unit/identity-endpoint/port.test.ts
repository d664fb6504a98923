import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { portFailure } from '../../../src/identity-endpoint/port.ts'
import { plainWords } from '../../memory-host.ts'

describe('a port that is not to be had', () => {
  for (const [code, port, title, fix] of [
    ['EADDRINUSE', 8123, 'Port 8123 is in use', 'any free port; or end the program that has this one.'],
    ['EACCES', 80, 'The system refuses port 80 (EACCES)', 'any free port.'],
    ['EADDRNOTAVAIL', 0, 'The system refuses a free port (EADDRNOTAVAIL)', 'any free port.'],
  ] as const) {
    it(`is named, with what to do (${code})`, () => {
      const { parts } = portFailure(Object.assign(new Error(), { code }), port, plainWords)
      assert.equal(parts.title, title)
      assert.equal(parts.fixes?.[0]?.text, `Give another number by port, or leave it out to have ${fix}`)
    })
  }
})
