import assert from 'node:assert/strict'
import test from 'node:test'
import { leaks } from './leaks.ts'
import { runThrowaway } from './throwaway-action.ts'

const nothing = { stdout: '', stderr: '', summary: '', annotations: [], files: [] }
const secret = 'p+?>\u00e9 "7/\u00fe~~??'
const bytes = Buffer.from(secret)

const forms: Record<string, string> = {
  itself: secret,
  base64: bytes.toString('base64'),
  'base64 without padding': bytes.toString('base64').replace(/=+$/, ''),
  'base64url with padding': bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
  base64url: bytes.toString('base64url'),
  'URI-encoded': 'p%2B%3F%3E%C3%A9%20%227%2F%C3%BE~~%3F%3F',
  'form-encoded': 'p%2B%3F%3E%C3%A9+%227%2F%C3%BE%7E%7E%3F%3F',
  'JSON-escaped': 'p+?>\u00e9 \\"7/\u00fe~~??',
  hex: bytes.toString('hex'),
  'hex in capitals': bytes.toString('hex').toUpperCase(),
}

for (const [name, form] of Object.entries(forms)) {
  test(`finds a secret ${name} on either stream`, () => {
    assert.match(leaks({ ...nothing, stdout: `fine\n[${form}]\n` }, secret).join(), /^stdout line 2/)
    assert.match(leaks({ ...nothing, stderr: `fine\r\n[${form}]` }, secret).join(), /^stderr line 2/)
  })
}

test('finds the trimmed value of a secret', () => {
  assert.equal(leaks({ ...nothing, stdout: 'the value' }, ' value\n').length, 1)
  assert.equal(leaks({ ...nothing, stdout: Buffer.from('value').toString('hex') }, 'value\n').length, 1)
})

test('finds a line of a multi-line secret, but not a PEM label', () => {
  const pem = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----\n'
  assert.equal(leaks({ ...nothing, stdout: 'got MIIEvQIBADANBg' }, pem).length, 1)
  assert.deepEqual(leaks({ ...nothing, stdout: 'no -----BEGIN PRIVATE KEY-----' }, pem), [])
  assert.equal(leaks({ ...nothing, stdout: `::error::${pem.replaceAll('\n', '%0A')}` }, pem).length, 1)
})

test('looks through what %-escapes stand for', () => {
  assert.equal(leaks({ ...nothing, stdout: '::error::50%25 off' }, '50% off').length, 1)
})

test('drops mask commands, and only those', () => {
  assert.deepEqual(
    leaks({ ...nothing, stdout: `::add-mask::${secret}\n  ::add-mask::x${secret}` }, secret),
    [],
  )
  assert.equal(leaks({ ...nothing, stdout: `text ::add-mask::${secret}` }, secret).length, 1)
})

test('an empty secret is a mistake of the test', () => {
  assert.throws(() => leaks(nothing, ' '), /empty/)
})

test('looks into the summary, annotations and left files, and not into outputs and environment', async () => {
  const result = await runThrowaway(
    `
    console.log('::add-mask::hunter2!')
    console.log('::error title=hunter2!::with hunter2!')
    appendFileSync(env.GITHUB_OUTPUT, 'token=hunter2!\\n')
    appendFileSync(env.GITHUB_ENV, 'TOKEN=hunter2!\\n')
    appendFileSync(env.GITHUB_STEP_SUMMARY, 'fine\\nhunter2!\\n')
    writeFileSync(env.RUNNER_TEMP + '/cache.json', 'hunter2!')
    writeFileSync(env.HOME + '/.cache', 'aHVudGVyMiE=')
    writeFileSync(env.TMPDIR + '/other', 'fine')
  `,
  )
  const places = leaks(result, 'hunter2!').map((leak) =>
    leak.replace(/[0-9a-f-]{36}/, 'ID').replace(/ \(.*/, ''),
  )
  assert.deepEqual(places, [
    'stdout line 2',
    "error's title",
    'file home/.cache line 1',
    'file work/_temp/_runner_file_commands/step_summary_ID line 2',
    'file work/_temp/cache.json line 1',
  ])
})
