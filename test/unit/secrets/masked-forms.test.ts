import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MAX_LINES, maskedForms } from '../../../src/secrets/masked-forms.ts'

const forms = (secret: string) => maskedForms(secret).toSorted()

describe('the forms of a secret that are masked', () => {
  for (const [name, secret, expected] of [
    ['nothing', '', []],
    ['white space', ' \n ', []],
    ['a plain word', 'abcdef', ['YWJjZGVm', 'abcdef']],
    [
      'spaces around it, and cut off',
      ' pass word ',
      [...['pass word', 'pass%20word', 'pass+word', 'cGFzcyB3b3Jk', 'IHBhc3Mgd29yZCA']],
    ],
    [
      'characters that each encoding writes in its own way',
      `é<&>"'/?~##[x`,
      [
        `é<&>"'/?~##[x`,
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
    ['what is too short to be one', 'abc', []],
    ['what is too short without the spaces around it', ' abc ', []],
  ] as const) {
    it(name, () => assert.deepEqual(forms(secret), expected.toSorted()))
  }

  it("a JWT's characters, which no encoding changes but base64", () => {
    const characters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-']
    const pairs = characters.map((first) => characters.map((second) => first + second).join(''))
    // Each pair at each of the three places that base64 makes a difference for.
    for (const text of pairs.flatMap((some) => [some, `a${some}`, `ab${some}`])) {
      const all = forms(text)
      assert.equal(all.length, 2)
      const encoded = new URLSearchParams([['', text]]).toString().slice(1)
      for (const form of [text, encodeURIComponent(text), encoded, JSON.stringify(text).slice(1, -1)]) {
        assert.ok(all.includes(form))
      }
      assert.ok(all.includes(Buffer.from(text).toString('base64').replace(/=+$/, '')))
    }
    assert.equal(forms('abcab~').length, 4)
  })

  it('half a surrogate pair', () => {
    assert.ok(forms('abc\ud800').includes('abc%EF%BF%BD'))
  })

  it('of several lines: each line, trimmed, and no form with a line end', () => {
    const all = forms('first line\r\n  second\n{\n[},]\nthird')
    for (const line of ['first line', 'second', 'third']) assert.ok(all.includes(line), line)
    for (const none of ['{', '[},]', '']) assert.ok(!all.includes(none), none)
    assert.ok(all.includes('first%20line%0D%0A%20%20second%0A%7B%0A%5B%7D%2C%5D%0Athird'))
    assert.ok(all.every((form) => !/[\r\n]/.test(form)))
  })

  it('a line with JSON punctuation among other characters is one of a secret', () => {
    for (const line of ['{xyz', 'xyz}']) assert.ok(forms(`a\n${line}\nb`).includes(line), line)
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
    const key = '-----BEGIN PRIVATE KEY-----x'
    assert.ok(forms(`${key}\nabcdefgh`).includes(key))
  })

  it('of a PEM without a private key: no line', () => {
    const text = pem.replaceAll('PRIVATE KEY', 'CERTIFICATE')
    assert.ok(!forms(text).some((form) => /^MII[BC]/.test(form)))
    const both = forms(`${text}\n${pem.replaceAll('MII', 'Key')}\nafter the key`)
    for (const line of ['KeyBabcd', 'MIIBabcd']) assert.ok(both.includes(line), line)
  })

  it('of a PEM that is cut off: what there is of the key', () => {
    assert.ok(forms('-----BEGIN RSA PRIVATE KEY-----\nMIIBabcd').includes('MIIBabcd'))
  })

  it('of a PEM with many lines: those of the key first', () => {
    const chain = Array.from({ length: MAX_LINES }, (_, index) => `line number ${index}`).join('\n')
    const certificate = `-----BEGIN CERTIFICATE-----\n${chain}\n-----END CERTIFICATE-----\n`
    const all = forms(`prose before it\n${certificate}prose between\n${pem}\nprose after it`)
    assert.ok(all.includes('MIIBabcd') && all.includes('line number 0'))
    assert.ok(!all.some((line) => line === `line number ${MAX_LINES - 1}` || line.startsWith('prose')))
  })

  it('of a PEM with long lines: as many as a key may have', () => {
    const lines = ['a', 'b', 'c'].map((letter) => letter.repeat(7000))
    const all = forms(`-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}`)
    assert.deepEqual(all, lines.slice(0, 2))
  })

  it('of a file with many lines: none of them', () => {
    const text = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`).join('\n')
    assert.ok(forms(text(MAX_LINES)).includes('line 0'))
    assert.ok(!forms(text(MAX_LINES + 1)).includes('line 0'))
  })

  it('of what is longer than a secret: itself alone', () => {
    const long = 'ab+/'.repeat(513)
    assert.deepEqual(forms(long), [long])
    assert.ok(forms(long.slice(4)).length > 3)
    assert.deepEqual(forms('a'.repeat(4097)), ['a'.repeat(4097)])
    assert.equal(forms('a'.repeat(4096)).length, 2)
  })

  it('writes line ends out only in a PEM', () => {
    assert.ok(!forms('ab\\ncdefghijk').includes('cdefghijk'))
  })
})
