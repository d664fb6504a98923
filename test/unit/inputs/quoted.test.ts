import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Facts } from '../../../src/commands/facts.ts'
import { assertionSource } from '../../../src/entra/credential.ts'
import { describeAssertion } from '../../../src/entra/describe-assertion.ts'
import { Failure } from '../../../src/failure/failure.ts'
import { presentFailure } from '../../../src/failure/presented-failure.ts'
import { quotedPath } from '../../../src/inputs/quoted-path.ts'
import { maskInputs, readRequest } from '../../../src/request/read-request.ts'
import { Deadline } from '../../../src/values/deadline.ts'
import { GitHubMemoryHost } from '../../github-memory-host.ts'

const id = '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11'
const base64 = (text: string) => Buffer.from(text).toString('base64')

/** Twenty shapes that secrets have; none is one. */
const secrets: Record<string, string> = {
  "Entra's client secret": 'Abc8Q~dEfGhIjKlMnOpQrStUvWxYz0123456789-_a',
  'an older client secret': 'k/4Zr+9vQmX2wLp7sTd8fGh1jKn3bVc5xZa6qWe=',
  'a password': 'Passw0rd!',
  'a password with an at sign': 'p@ssw0rd-of-ana',
  'a password like a host': 'hunter2.hunter3/hunter4',
  'a passphrase': 'correct horse battery staple',
  'a passphrase without spaces': 'correct-horse-battery-staple',
  'a password with a tab': 'Tab\tbed-passw0rd',
  'a password with a command': '##[error]Passw0rd',
  'a password with an invisible character': 'Pass\u200bw0rd-zero',
  'a password in another alphabet':
    '\u043f\u0430\u0440\u043e\u043b\u044c-\u0434\u043b\u0438\u043d\u043d\u044b\u0439',
  'a PIN': '274915',
  hexadecimal: 'd41d8cd98f00b204e9800998ecf8427e',
  'an ID and more': `${id}:s3cr3t-part`,
  'a token': 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl',
  "a token of GitHub's": 'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
  'a connection string': 'Endpoint=sb://a.example/;SharedAccessKey=Zm9vYmFyYmF6cXV4',
  'an address with a password': 'https://ana:hunter2hunter2@a.example/x',
  'an address with a signature': 'https://a.example/x?sig=Zm9vYmFyYmF6cXV4cXV1eA%3D%3D',
  'a key': '-----BEGIN PRIVATE KEY-----\nMIIBVgIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----',
  'a PFX': base64('0\u0082 a PFX of some length, of course in base64'),
}

const inputs = [
  'tenant-id',
  'client-id',
  'credential',
  'certificate-path',
  'username',
  'federated-token-file',
  'audience',
  'cloud',
  'scope',
  'authority-host',
  'verify',
  'wait-for-propagation',
  'timeout',
  'summary',
  'export-as',
]

/** What else makes the input count. */
const beside: Record<string, Record<string, string>> = {
  'certificate-path': { credential: 'certificate', 'client-secret': '' },
  'federated-token-file': { credential: 'federated', 'client-secret': '' },
  audience: { credential: 'federated', 'client-secret': '' },
  username: { credential: 'password', password: 'another password', 'client-secret': '' },
}

/** All that would be printed, by complaints, warnings and failures. */
async function printed(given: Record<string, string>): Promise<string> {
  const audience = given.audience ?? 'x'
  const claims = Buffer.from(JSON.stringify({ aud: audience })).toString('base64url')
  const host = new GitHubMemoryHost(given, `e30.${claims}.signature`)
  maskInputs(host)
  const failure = await readRequest(host)
    .then(({ credential }) => assertionSource(credential.grant)?.({ ...host, deadline: new Deadline(1000) }))
    .then((assertion) => {
      if (assertion) new Facts(host.log, host.secrets).report('OIDC token:', describeAssertion(assertion))
      return undefined
    })
    .catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error
      return presentFailure(error, host)
    })
  return [...host.lines, failure?.parts.title, failure?.text].join('\n')
}

async function printedWith(input: string, value: string): Promise<string> {
  const given = { 'tenant-id': id, 'client-id': id, 'client-secret': 'Abc8Q~another', [input]: value }
  return (await printed({ ...given, ...beside[input] })).toLowerCase()
}

describe('a path', () => {
  it('is repeated where it is plainly one', () => {
    for (const path of [
      '~/certs/app',
      './keys/app-key2',
      '/home/ana/app',
      '/run/secrets/power-platform',
      '/nope',
    ])
      assert.equal(quotedPath(path), `"${path}"`)
    for (const path of [
      '/ab8Q~x/hunter2x',
      '~/Abc8Q1zR0',
      '/x7Gh2+kk/aa',
      'hunter/two',
      '~/aB3dE5gH7',
      '/aB3dE5gH7',
      '/Abcdefghijk',
    ])
      assert.match(quotedPath(path), /^\d+ characters/, path)
  })
})

describe('a secret in the wrong input', async () => {
  const otherwise = new Map<string, string>()
  for (const input of inputs) otherwise.set(input, await printedWith(input, '§ §§§§§§§'))

  for (const [name, secret] of Object.entries(secrets)) {
    it(`is not printed: ${name}`, async () => {
      for (const input of inputs) {
        const shown = await printedWith(input, secret)
        for (let start = 0; start + 6 <= secret.length; start++) {
          const piece = secret.slice(start, start + 6).toLowerCase()
          assert.ok(
            !shown.includes(piece) || otherwise.get(input)?.includes(piece),
            `${input} shows ${piece} in:\n${shown}`,
          )
        }
      }
    })
  }
})
