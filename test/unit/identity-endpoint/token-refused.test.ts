import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure, type FailureParts } from '../../../src/failure/failure.ts'
import { presentFailure } from '../../../src/failure/presented-failure.ts'
import { TokenRefused } from '../../../src/identity-endpoint/token-refused.ts'
import { SecretRegistry } from '../../../src/secrets/registry.ts'
import { plainWords } from '../../memory-host.ts'

function messageOf(parts: Partial<FailureParts>, hidden = ''): string {
  const failure = new Failure({ title: 'AADSTS1: it failed', why: 'Because.', heading: '', ...parts })
  const secrets = new SecretRegistry()
  secrets.hide(hidden)
  const presented = presentFailure(failure, { secrets, words: plainWords })
  return new TokenRefused(failure, presented, secrets.harmless('https://api.example')).message
}

describe('what a client is told', () => {
  for (const [name, parts, expected] of [
    ['is the title', {}, 'https://api.example: AADSTS1: it failed.'],
    [
      'with the first fix',
      { fixes: [{ text: 'Mend it.' }, { text: 'Or not.' }] },
      'https://api.example: AADSTS1: it failed. Mend it.',
    ],
    [
      'with its command',
      { fixes: [{ text: 'Mend it:', command: 'az mend \\\n  --all' }] },
      'https://api.example: AADSTS1: it failed. Mend it: az mend \\   --all',
    ],
    [
      'with a command to paste behind all else',
      { more: 'https://a.example', fixes: [{ text: 'Mend it:', command: 'az mend' }] },
      'https://api.example: AADSTS1: it failed. More: https://a.example Mend it: az mend',
    ],
    [
      'and where to read more behind a fix without one',
      { more: 'https://a.example', fixes: [{ text: 'Mend it.' }] },
      'https://api.example: AADSTS1: it failed. Mend it. More: https://a.example',
    ],
    [
      'and where to read more',
      { more: 'https://a.example' },
      'https://api.example: AADSTS1: it failed. More: https://a.example',
    ],
  ] as const) {
    it(name, () => assert.equal(messageOf(parts as Partial<FailureParts>), expected))
  }

  it('is one line of a length that terminals show, without secrets', () => {
    const text = `Mend${'\n'.repeat(5)} q8Zr-a-secret-Tq1 ${'x'.repeat(5000)}`
    const message = messageOf({ fixes: [{ text }] }, 'q8Zr-a-secret-Tq1')
    assert.doesNotMatch(message, /[\r\n]|q8Zr/)
    assert.ok(message.length < 1050, String(message.length))
  })
})
