import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseCommandLine } from '../../../../src/hosts/terminal/command-line.ts'
import { secretRefusal } from '../../../../src/hosts/terminal/secret-options.ts'
import { UsageError } from '../../../../src/hosts/terminal/usage-error.ts'
import { allInputs } from '../../../../src/request/inputs.ts'

const X = 'Abc8Q~what-nobody-may-see-again'

const near = {
  clientsecret: 'client-secret',
  client_secret: 'client-secret',
  'Client-Secret': 'client-secret',
  'client-secert': 'client-secret',
  secret: 'client-secret',
  appSecret: 'client-secret',
  pasword: 'password',
  PASSWORD: 'password',
  'certificate-pass': 'certificate-password',
  cert: 'certificate',
  federatedtoken: 'federated-token',
}

describe('a secret as an option', () => {
  const all = allInputs({}).filter(({ isSecret }) => isSecret)
  const names = [...all.map(({ name }) => [name, name] as const), ...Object.entries(near)]

  for (const [written, meant] of names) {
    it(`is refused as --${written}`, () => {
      const refused = (args: string[]) => {
        assert.throws(
          () => parseCommandLine(['token', ...args]),
          (error) =>
            error instanceof UsageError &&
            error.message.includes('never read from the command line') &&
            error.message.includes(`--${meant}-stdin`) &&
            !error.message.includes(X),
        )
      }
      refused([`--${written}`, X])
      refused([`--${written}=${X}`])
    })
  }

  it('has more ways where there are more', () => {
    assert.match(secretRefusal('password') ?? '', /environment variable AZURE_PASSWORD, or pipe/)
    assert.match(secretRefusal('federated-token') ?? '', /by --federated-token-env, or pipe/)
    assert.match(secretRefusal('certificate') ?? '', /its file by --certificate-path, or pipe/)
  })

  it('is repeated nowhere else', () => {
    for (const args of [[`--client-secret-stdin=${X}`], [X], ['-p', X], [`--${X}`]])
      assert.throws(
        () => parseCommandLine(['token', ...args]),
        (error) => error instanceof UsageError && !error.message.includes(X),
      )
  })

  it('is none where something else was meant', () => {
    for (const name of ['certificate-pth', 'tenantid', 'verbos', 'x'.repeat(50)])
      assert.equal(secretRefusal(name), undefined, name)
  })
})
