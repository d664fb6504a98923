import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readPem } from '../../../../src/credentials/certificate/pem.ts'

const line = (letter: string) => letter.repeat(64)
const block = (label: string, ...lines: string[]) =>
  `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
const key = block('PRIVATE KEY', line('a'), line('b'), 'cc==')
const cert = block('CERTIFICATE', line('d'))
const headers = ['Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-256-CBC,0123456789abcDEF']
const encrypted = block('RSA PRIVATE KEY', ...headers, '', line('e'))

describe('the blocks of a PEM', () => {
  for (const [name, text, ...blocks] of [
    ['nothing', ''],
    ['no PEM', 'text'],
    ['one', key, key],
    ['two, with text around them', `x\n${key}Bag Attributes\n${cert}y`, key, cert],
    ['CRLF', key.replaceAll('\n', '\r\n'), key],
    ['newlines written as \\n', (key + cert).replaceAll('\n', '\\n'), key, cert],
    ['newlines written as \\r\\n', key.replaceAll('\n', '\\r\\n'), key],
    ['newlines written as \\r', key.replaceAll('\n', '\\r'), key],
    ['newlines lost to spaces', key.replaceAll('\n', ' '), key],
    ['newlines lost to several spaces', key.replaceAll('\n', '   '), key],
    ['newlines lost', key.replaceAll('\n', ''), key],
    ['short lines', block('PRIVATE KEY', 'a'.repeat(30), 'a'.repeat(34), line('b'), 'cc', '=='), key],
    ['an encrypted key', encrypted, encrypted],
    ['an encrypted key, newlines lost to spaces', encrypted.replaceAll('\n', ' '), encrypted],
    ['an encrypted key, newlines written out', encrypted.replaceAll('\n', '\\n'), encrypted],
    [
      'headers with other spaces',
      block(
        'RSA PRIVATE KEY',
        'Proc-Type:  4,  ENCRYPTED',
        'DEK-Info:   AES-256-CBC,  0123456789abcDEF',
        '',
        line('e'),
      ),
      encrypted,
    ],
    [
      'headers without spaces',
      block(
        'RSA PRIVATE KEY',
        'Proc-Type:4,ENCRYPTED',
        'DEK-Info:AES-256-CBC,0123456789abcDEF',
        '',
        line('e'),
      ),
      block(
        'RSA PRIVATE KEY',
        'Proc-Type:4,ENCRYPTED',
        'DEK-Info:AES-256-CBC,0123456789abcDEF',
        '',
        line('e'),
      ),
    ],
    ['an empty one', '-----BEGIN X9-----\n-----END X9-----', '-----BEGIN X9-----\n\n-----END X9-----\n'],
    ['one without an end', key.replace('-----END', 'END')],
    ['one that ends otherwise', '-----BEGIN A-----x-----END B-----'],
    ['one within another', `-----BEGIN A-----${cert}`, cert],
    ['a label in small letters', '-----BEGIN a-----x-----END a-----'],
  ] as [string, string, ...string[]][]) {
    it(`of ${name}`, () => {
      assert.deepEqual(
        readPem(text).map(({ pem }) => pem),
        blocks,
      )
    })
  }

  it('have labels', () => {
    assert.deepEqual(
      readPem(key + encrypted + cert).map(({ label }) => label),
      ['PRIVATE KEY', 'RSA PRIVATE KEY', 'CERTIFICATE'],
    )
  })
})
