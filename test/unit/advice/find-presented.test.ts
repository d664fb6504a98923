import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { findPresented } from '../../../src/advice/find-presented.ts'

const logOf = (name: string) => readFileSync(join(import.meta.dirname, '../../terminal/logs', name), 'utf8')

const GITHUB = 'https://token.actions.githubusercontent.com'
const AUDIENCE = 'api://AzureADTokenExchange'

describe('the token that a text tells of', () => {
  it('is what azure/login says', () => {
    const sub = 'repo:contoso/deploy:environment:production'
    assert.deepEqual(findPresented(logOf('azure-login.log')), { iss: GITHUB, sub, aud: AUDIENCE })
  })

  it('is what this program says', () => {
    const sub = 'repo:contoso/deploy:ref:refs/heads/main'
    assert.deepEqual(findPresented(logOf('own.log')), { iss: GITHUB, sub, aud: AUDIENCE })
  })

  it('is what Entra says, which may be a part', () => {
    const text =
      "Assertion Issuer: 'https://a.example'. Assertion Subject: 'a b'. Assertion Audience: 'api://c'."
    assert.deepEqual(findPresented(text), { iss: 'https://a.example', sub: 'a b', aud: 'api://c' })
    assert.deepEqual(findPresented("presented assertion audience 'api://c'"), { aud: 'api://c' })
  })

  it('is nothing where a log has masked it, or where it holds more than letters', () => {
    for (const sub of ['repo:***/deploy', 'repo:\u202e', ' ', 'x'.repeat(601)])
      assert.deepEqual(findPresented(`presented assertion subject '${sub}'`), {})
  })
})
