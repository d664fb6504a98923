import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { InputReader } from '../../../src/inputs/input-reader.ts'
import { InputIssues } from '../../../src/inputs/issues.ts'
import { chooseCredential } from '../../../src/request/choose-credential.ts'
import { MemoryHost } from '../../memory-host.ts'

function choose(inputs: Record<string, string>) {
  const host = new MemoryHost(inputs)
  const issues = new InputIssues()
  const chosen = chooseCredential(new InputReader(host, issues), host)
  return { name: chosen?.kind.name, said: issues.all.map(({ sentence }) => sentence), lines: host.lines }
}

describe('the credential', () => {
  it('that takes the inputs of another, and of no more, is the one', () => {
    const user = { username: 'ana@contoso.com', password: 'p', 'client-secret': 's' }
    assert.deepEqual(choose(user), { name: 'password', said: [], lines: [] })
    assert.deepEqual(choose({ ...user, credential: 'password' }), { name: 'password', said: [], lines: [] })
  })

  it('of which nothing came is no part of another', () => {
    const { name, lines } = choose({ credential: 'managed-identity', 'client-secret': 's' })
    assert.equal(name, 'managed-identity')
    assert.deepEqual(lines, ['client-secret: not used, because credential is managed-identity.'])
  })

  it('can not be told where several came, and the recommended one is named', () => {
    const { name, said } = choose({ certificate: 'c', 'client-secret': 's' })
    assert.equal(name, undefined)
    assert.match(
      said.join(),
      /certificate \(certificate\) and client-secret \(client-secret\)\. .* credential: certificate\.$/,
    )
  })
})
