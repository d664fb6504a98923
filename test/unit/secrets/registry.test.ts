import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { redact } from '../../../src/secrets/redact.ts'
import { SecretRegistry } from '../../../src/secrets/registry.ts'
import { echoes } from '../../echoes.ts'

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

/** Passwords in twenty alphabets. */
const passwords = [
  ...['Tr0ub4dor&3/horse+staple', 'Zażółć gęślą jaźń+1', 'Ünïcödé/Straße+9', 'İstanbul/ığüşöç+5'],
  ...['Пароль/Сервер+7', 'Κωδικός/Πρόσβαση+4', 'Գաղտնաբառ/Հայերեն+3', 'პაროლი/ქართული+6', 'סיסמה/שרת+12345'],
  ...['كلمةالمرور/خادم+8', 'پاسورڈ/اردو+98765', 'पासवर्ड/सर्वर+21', 'পাসওয়ার্ড/সার্ভার+2', 'கடவுச்சொல்/சேவையகம்+1'],
  ...[
    'రహస్యపదం/సర్వర్+5',
    'รหัสผ่าน/เซิร์ฟเวอร์+4',
    'パスワード/サーバー+ｶﾅ',
    '密码/服务器上的秘密+二十',
    '비밀번호/서버의암호+77',
  ],
  ...['የይለፍቃል/አገልጋይ+33', '🔐🗝️/correct-horse+🐎🔋'],
]

describe('a secret that is masked', () => {
  it('is announced once, also if it was only hidden before', () => {
    const announced: string[] = []
    const secrets = new SecretRegistry((form) => announced.push(form))
    secrets.hide('a.secret.token')
    assert.deepEqual(announced, [])
    secrets.mask('a.secret.token')
    secrets.mask('a.secret.token')
    assert.deepEqual(announced, ['a.secret.token', Buffer.from('a.secret.token').toString('base64url')])
  })
})

describe('what a server gives back', () => {
  it('is seen to be a secret, even where a short one stands within its encoded form', () => {
    const secrets = new SecretRegistry()
    const long = 'Abc8Q~a-client-secret'
    const hex = Buffer.from(long).toString('hex')
    secrets.hide(long)
    secrets.hide(hex.slice(8, 12))
    for (const line of [`got ${hex}.`, `got ${long} and ${hex}.`])
      assert.equal(secrets.redact(line), `(${line.length} characters that hold a secret)`)
    assert.equal(secrets.redact(`got ${long}.`), 'got ***.')
  })

  for (const [name, echo] of Object.entries(echoes)) {
    it(`is seen to be a secret: ${name}`, () => {
      for (const password of passwords) {
        const secrets = new SecretRegistry()
        secrets.hide(password)
        const line = `AADSTS50126: not this: ${echo(password)} Try again.`
        const redacted = secrets.redact(`before\n${line}\nafter`)
        const expected = `(${line.length} characters that hold a secret)`
        assert.ok(
          [`before\n${expected}\nafter`].includes(redacted) || !redacted.includes(echo(password)),
          redacted,
        )
        assert.match(redacted, /^before\n.*(\*\*\*|hold a secret).*\nafter$/)
      }
    })
  }

  it('is left alone when it is none', () => {
    const secrets = new SecretRegistry()
    for (const secret of [...passwords, '1234', 'eyJhbGciOiJub25lIn0.e30.c2ln']) secrets.hide(secret)
    const lines = [
      "AADSTS700213: No matching federated identity record found for presented assertion subject 'repo:octo/deploy'.",
      'Trace ID: acbb6354-6bd1-4a29-bbba-180e7098ea6f',
      'Timestamp: 2026-11-12 03:45:15Z, certificate 8F14E45FCEEA167A5A36DEDD4BEA2543A1B2C3D4',
      `echo '{"name":"octo","subject":"a\\u0027b"}' | az ad app federated-credential create --parameters '@-'`,
      'https://learn.microsoft.com/entra/workload-id/workload-identity-federation#a%20b',
    ]
    for (const line of lines) assert.equal(secrets.redact(line), line)
  })

  it('is a short secret only where it stands as it is', () => {
    const secrets = new SecretRegistry()
    secrets.hide('1234')
    assert.equal(secrets.redact('at 12:34, PIN 1234 and &#49;&#50;34'), '(35 characters that hold a secret)')
    assert.equal(secrets.redact('at 12:34, PIN 1234'), 'at 12:34, PIN ***')
  })

  it('is a line of a secret with several', () => {
    const secrets = new SecretRegistry()
    secrets.hide('first half of it\nsecond half of it')
    assert.match(secrets.redact(btoa('x second half of it y')), /^\(28 characters that hold/)
  })

  it('is read in the longest escape', () => {
    const secrets = new SecretRegistry()
    secrets.hide('correct horse 🐎🐎')
    const wide = (prefix: string, radix: number) =>
      [...'correct horse 🐎🐎'].map((each) => {
        const digits = (each.codePointAt(0) ?? 0).toString(radix)
        return `${prefix}00000000${digits.padStart(radix === 16 ? 6 : 7, '0')};`
      })
    for (const said of [wide('&#', 10), wide('&#x', 16)])
      assert.match(secrets.redact(said.join('')), /hold a secret/)
  })

  it('is read from the second digit, and not without end', () => {
    const secrets = new SecretRegistry()
    secrets.hide('correct horse')
    const hex = Buffer.from('correct horse').toString('hex')
    assert.match(secrets.redact(`a${hex}`), /hold a secret/)
    assert.match(secrets.redact(`f${hex.toUpperCase()}`), /hold a secret/)
  })

  it('is not shown when it is too long to be read', () => {
    assert.equal(new SecretRegistry().redact(`a\n${'x'.repeat(16_385)}`), 'a\n(16385 characters)')
    assert.equal(new SecretRegistry().redact('x'.repeat(16_384)).length, 16_384)
  })
})
