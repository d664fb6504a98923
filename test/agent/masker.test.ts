import assert from 'node:assert/strict'
import test from 'node:test'
import { AgentMasker, isSecretParameter } from './masker.ts'

const secret = 'p"a\\b c%'

test('of any value three other forms are hidden: JSON, URI, and without backslashes', () => {
  const masker = new AgentMasker()
  masker.addValue(secret)
  masker.addValue('abc\\\\def\\\'\\"ghi\\t')
  for (const form of [secret, 'p\\"a\\\\b c%', 'p%22a%5Cb%20c%25', 'abc\\def\'"ghi\t']) {
    assert.equal(masker.mask(`[${form}]`), '[***]', form)
  }
})

test('base64 is hidden of the job’s own secrets alone', () => {
  const base64 = Buffer.from(secret).toString('base64')
  const [ofTask, ofJob] = [new AgentMasker(), new AgentMasker()]
  ofTask.addValue(secret)
  ofJob.addJobSecret(secret)
  assert.equal(ofTask.mask(base64), base64)
  assert.equal(ofJob.mask(base64), '***')
})

test('neither base64url nor a part of a secret nor another case is hidden', () => {
  const masker = new AgentMasker()
  masker.addJobSecret('schlüssel?>~')
  for (const text of [Buffer.from('schlüssel?>~').toString('base64url'), 'schlüssel', 'SCHLÜSSEL?>~']) {
    assert.equal(masker.mask(text), text)
  }
})

test('a secret with lines is hidden as a whole, and as a command has it', () => {
  const masker = new AgentMasker()
  masker.addJobSecret('line one\nline two 50%')
  assert.equal(masker.mask('line one'), 'line one')
  for (const form of ['line one\nline two 50%', 'line one%0Aline two 50%AZP25', 'line one%0Aline two 50%']) {
    assert.equal(masker.mask(`[${form}]`), '[***]')
  }
})

test('a secret of the job is hidden without quotes and space around it, and blanks are none', () => {
  const masker = new AgentMasker()
  masker.addJobSecret('"hunter2!"')
  masker.addJobSecret(' other ')
  masker.addJobSecret('  ')
  assert.equal(masker.mask('[hunter2!] [other] [  ]'), '[***] [***] [  ]')
})

test('short values can be ignored, of up to five characters', () => {
  const masker = new AgentMasker(9)
  for (const value of ['12345', '123456']) masker.addValue(value)
  assert.equal(masker.mask('12345- 123456'), '12345- ***')
})

test('the password in a URL is hidden, whatever it is', () => {
  const masker = new AgentMasker()
  assert.equal(
    masker.mask('to https://ada:pa%20ss@host/p and //x:y@z'),
    'to https://ada:***@host/p and //x:***@z',
  )
  assert.equal(masker.mask('https://host:443/a@b'), 'https://host:443/a@b')
})

test('of a connection all parameters are hidden but those known to be open', () => {
  for (const name of ['serviceprincipalid', 'workloadIdentityFederationSubject', 'clientSecret', 'idToken']) {
    assert.equal(isSecretParameter(name), true, name)
  }
  for (const name of ['tenantid', 'tenantId', 'authenticationType', 'scope', 'audience']) {
    assert.equal(isSecretParameter(name), false, name)
  }
})
