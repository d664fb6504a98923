import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { maskedForms, redact } from '../../src/masks.ts'

const forms = (secret: string) => maskedForms(secret).toSorted()

describe('the forms of a secret that are masked', () => {
  for (const [name, secret, expected] of [
    ['nothing', '', []],
    ['white space', ' \n ', []],
    ['a plain word', 'abcdef', ['YWJjZGVm', 'abcdef']],
    [
      'spaces around it, and cut off',
      ' pass word ',
      [
        ...['pass word', ' pass word ', 'pass%20word', '%20pass%20word%20', 'pass+word', '+pass+word+'],
        ...['cGFzcyB3b3Jk', 'IHBhc3Mgd29yZCA'],
      ],
    ],
    [
      'characters that each encoding writes in its own way',
      `é<&>"'/?~##[x`,
      [
        `é<&>"'/?~##[x`,
        `é<&>"'/?~#\\u0023[x`,
        `%C3%A9%3C%26%3E%22'%2F%3F~%23%23%5Bx`,
        `%c3%a9%3c%26%3e%22'%2f%3f~%23%23%5bx`,
        '%C3%A9%3C%26%3E%22%27%2F%3F%7E%23%23%5Bx',
        `é<&>\\"'/?~##[x`,
        'é&lt;&amp;&gt;&quot;&apos;/?~##[x',
        'w6k8Jj4iJy8/fiMjW3g',
        'w6k8Jj4iJy8_fiMjW3g',
      ],
    ],
    ['padding', 'ab/d', ['ab/d', 'ab%2Fd', 'ab%2fd', 'YWIvZA']],
  ] as const) {
    it(name, () => assert.deepEqual(forms(secret), expected.toSorted()))
  }

  it("a JWT's characters, which no encoding changes but base64", () => {
    const characters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-']
    const pairs = characters.flatMap((first) => characters.map((second) => first + second)).join('')
    // Each pair at each of the three places that base64 makes a difference for.
    for (const text of [pairs, `a${pairs}`, `ab${pairs}`]) {
      const all = forms(text)
      assert.equal(all.length, 2)
      const encoded = new URLSearchParams([['', text]]).toString().slice(1)
      for (const form of [text, encodeURIComponent(text), encoded, JSON.stringify(text).slice(1, -1)]) {
        assert.ok(all.includes(form))
      }
      assert.ok(all.includes(Buffer.from(text).toString('base64').replace(/=+$/, '')))
    }
    assert.equal(forms('ab~').length, 4)
  })

  it('half a surrogate pair', () => {
    assert.ok(forms('ab\ud800').includes('ab%EF%BF%BD'))
  })

  it('of several lines: each line, trimmed, and no form with a line end', () => {
    const all = forms('first line\r\n  second\n{\n[},]\nthird')
    for (const line of ['first line', 'second', 'third']) assert.ok(all.includes(line), line)
    for (const none of ['{', '[},]', '']) assert.ok(!all.includes(none), none)
    assert.ok(all.includes('first%20line%0D%0A%20%20second%0A%7B%0A%5B%7D%2C%5D%0Athird'))
    assert.ok(all.every((form) => !/[\r\n]/.test(form)))
  })

  it('a line with JSON punctuation among other characters is one of a secret', () => {
    for (const line of ['{x', 'x}']) assert.ok(forms(`a\n${line}\nb`).includes(line), line)
  })

  const pem =
    '-----BEGIN PRIVATE KEY-----\nMIIBabcd\nshorter\n  MIICefghij \n{},[],{},[]\n-----END PRIVATE KEY-----'
  for (const [name, text] of [
    ['', pem],
    [', newlines written out', pem.replaceAll('\n', '\\n')],
    [', CRLF written out', pem.replaceAll('\n', '\\r\\n')],
    [', CRLF', pem.replaceAll('\n', '\r\n')],
  ] as const) {
    it(`of a PEM${name}: its lines, but for short ones and the frame`, () => {
      const all = forms(text)
      for (const line of ['MIIBabcd', 'MIICefghij', '{},[],{},[]']) assert.ok(all.includes(line), line)
      const frame = ['-----BEGIN PRIVATE KEY-----', '-----END PRIVATE KEY-----']
      for (const none of ['shorter', ...frame]) assert.ok(!all.includes(none), none)
    })
  }

  it('of a PEM on one line: the whole, frame and all', () => {
    const line = '-----BEGIN X-----abc-----END X-----'
    assert.ok(forms(line).includes(line))
    assert.ok(forms('x-----BEGIN X-----\nabcdefgh').includes('x-----BEGIN X-----'))
    assert.ok(forms('-----BEGIN X-----x\nabcdefgh').includes('-----BEGIN X-----x'))
  })

  it('writes line ends out only in a PEM', () => {
    assert.ok(!forms('ab\\ncdefghijk').includes('cdefghijk'))
  })
})

describe('redact', () => {
  for (const [text, masks, redacted] of [
    ['nothing to hide', ['x1'], 'nothing to hide'],
    ['a secret here', ['secret'], 'a *** here'],
    ['secret', ['secret'], '***'],
    ['secretsecret', ['secret'], '******'],
    ['a secret, a secret', ['secret'], 'a ***, a ***'],
    ['abcdef', ['abcd', 'cdef'], '***'],
    ['abcdef', ['bc', 'abcdef'], '***'],
    ['xabcdefx', ['abcdef', 'cd'], 'x***x'],
    ['aaa', ['aa'], '***'],
    ['b or a', ['a', 'b'], '*** or ***'],
  ] as const) {
    it(`${text} without ${masks}`, () => assert.equal(redact(text, masks), redacted))
  }
})
