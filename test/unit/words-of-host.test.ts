import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import type { AuthenticationResult } from '@azure/msal-node'
import { nothingVisible } from '../../src/commands/nothing-visible.ts'
import { assertionSource } from '../../src/entra/credential.ts'
import { explainManagedIdentity } from '../../src/entra/managed-identity-error.ts'
import type { TokenRequest } from '../../src/entra/token-request.ts'
import { readAccessToken } from '../../src/entra/token-response.ts'
import { Failure, type FailureParts, unexpectedError } from '../../src/failure/failure.ts'
import { taskInput } from '../../src/hosts/azure-pipelines/input-names.ts'
import { pipelineWords } from '../../src/hosts/azure-pipelines/words.ts'
import {
  proxyAddressError,
  redirectError,
  statusError,
  timeoutError,
  tooLargeError,
} from '../../src/http/http-error.ts'
import { networkError, networkErrors } from '../../src/http/network-error.ts'
import type { Words } from '../../src/ports/words.ts'
import { readRequest } from '../../src/request/read-request.ts'
import { Retries } from '../../src/retry/retry.ts'
import { publicCloud } from '../../src/values/clouds.ts'
import { Deadline } from '../../src/values/deadline.ts'
import { foreignToPipelines } from '../azure-pipelines/foreign-words.ts'
import { foreignWords, madeUpWords } from '../made-up-host/words.ts'
import { MemoryHost } from '../memory-host.ts'
import { APP, situation, TENANT, traitsOf } from './situation.ts'

const request = { method: 'POST', url: 'https://login.example/token' } as const
const response = { status: 503, headers: {}, body: '<title>No</title>' }

async function failureOf(attempt: () => unknown): Promise<Failure> {
  try {
    await attempt()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('It did not fail')
}

function textOf({ title, tried = '', why, fixes = [] }: FailureParts): string {
  return [title, tried, why, ...fixes.flatMap(({ text, command = '' }) => [text, command])].join('\n')
}

/** What a text has of another host's words, by the host whose words it should have. */
const hosts: { name: string; words: Words; foreignTo(text: string): string[] }[] = [
  { name: 'a host that there is not', words: madeUpWords, foreignTo: foreignWords },
  { name: 'Azure Pipelines', words: pipelineWords(taskInput), foreignTo: foreignToPipelines },
]

const tokenRequest: TokenRequest = {
  ...situation(),
  authorityHost: 'https://login.example',
  scopes: [`${publicCloud.apiUrl}/.default`],
  credential: { ...traitsOf('federated'), grant: { type: 'managed-identity' } },
}

const ids = { 'tenant-id': TENANT, 'client-id': APP }

class HostOfWords extends MemoryHost {
  override readonly words: Words

  constructor(inputs: Record<string, string>, words: Words) {
    super(inputs, 'e30.e30.x')
    this.words = words
  }
}

const failures: Record<string, (words: Words) => Failure | Promise<Failure>> = {
  'a request without an answer': (words) =>
    timeoutError(request, { limit: 15_000, isDeadline: false }, words),
  'a request without time': (words) => timeoutError(request, { limit: 15_000, isDeadline: true }, words),
  'a redirect': (words) => redirectError(request, { ...response, status: 302 }, words),
  'a long answer': () => tooLargeError(request, response, 1024),
  'no address of a proxy': () => proxyAddressError(request),
  'a fault': () => statusError(request, response),
  throttling: () => statusError(request, { ...response, status: 429 }),
  'what nobody expects': () => unexpectedError(new Error('disk')),
  'an answer without a token': (words) =>
    failureOf(() => readAccessToken({} as AuthenticationResult, response, { request: tokenRequest, words })),
  'a token that expired': (words) =>
    failureOf(() =>
      readAccessToken(
        { accessToken: 'a.b.c', expiresOn: new Date(1000) } as AuthenticationResult,
        { ...response, body: '{"expires_in":-1}' },
        { request: tokenRequest, words },
      ),
    ),
  'a fault that outlasts the time': (words) => {
    const retries = new Retries({ timeout: 0, waitForPropagation: 0, words, info: () => {} })
    return failureOf(() => retries.run(() => Promise.reject(statusError(request, response))))
  },
  'a machine without an identity': (words) =>
    explainManagedIdentity(networkError(request, new Error('nothing')), {
      situation: situation({ credential: 'managed-identity', words }),
      answered: false,
    }),
  'a file without a token': (words) =>
    failureOf(async () => {
      const host = new HostOfWords({ ...ids, 'federated-token-file': '/dev/null' }, words)
      const { credential } = await readRequest(host)
      return assertionSource(credential.grant)?.({ ...host, deadline: new Deadline(1000) })
    }),
}

for (const { name, words, foreignTo } of hosts) {
  describe(`a failure of no row, in the words of ${name}`, () => {
    const assertOwn = (text: string) => assert.deepEqual(foreignTo(text), [], text)

    for (const [failure, make] of Object.entries(failures)) {
      it(failure, async () => assertOwn(textOf((await make(words)).parts)))
    }

    it('of the network', () => {
      for (const { title, why, fix } of networkErrors)
        assertOwn(textOf({ title: title('login.example'), why, fixes: [fix('login.example')], heading: '' }))
    })

    it('that is none: a token that sees nothing', () => {
      for (const credential of ['federated', 'password', 'managed-identity']) {
        for (const tenantId of [TENANT, '']) {
          const asked = {
            ...tokenRequest,
            tenantId,
            credential: { ...tokenRequest.credential, ...traitsOf(credential) },
          }
          assertOwn(nothingVisible({ names: [], count: 0, isWhole: true }, asked, words) ?? '')
        }
      }
    })
  })
}

const NAMED =
  /\((client-secret|managed-identity)\)|allowed are auto, .*|(LOOM_CREDENTIAL|credential) is client-secret|credential: [\w-]+/g

const encryptedKey = String(
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'hunter2',
  }),
)

/** Of each complaint and warning one. */
const refused: Record<string, string>[] = [
  {},
  { ...ids, credential: 'nothing' },
  { ...ids, credential: 'client-secret' },
  { ...ids, credential: 'certificate' },
  { ...ids, credential: 'password' },
  { ...ids, credential: 'client-secret', username: 'a@b.example' },
  { ...ids, credential: 'federated', 'client-secret': 'x', 'certificate-path': 'y' },
  { ...ids, 'client-secret': 'abc', 'certificate-path': 'y' },
  { ...ids, 'certificate-path': '/nowhere', 'certificate-password': ' x ' },
  { ...ids, certificate: 'x', 'certificate-path': 'y' },
  { ...ids, certificate: 'no certificate' },
  { ...ids, certificate: encryptedKey },
  { ...ids, certificate: encryptedKey, 'certificate-password': 'wrong' },
  { ...ids, 'client-secret': '{"clientSecret":"x"}' },
  { ...ids, 'client-secret': '"quoted"' },
  { ...ids, 'client-secret': 'two\nlines' },
  { ...ids, 'client-secret': APP },
  { ...ids, username: 'ana@contoso.com', password: 'p', 'client-secret': '"quoted"' },
  { ...ids, username: 'ana', password: 'p' },
  { ...ids, 'federated-token': 'x', 'federated-token-file': 'y' },
  { ...ids, 'federated-token': 'x' },
  { 'tenant-id': 'common', 'client-id': 'my app' },
  { 'tenant-id': `https://x/${TENANT}`, 'client-id': `{${APP}}` },
  { ...ids, tenant_id: TENANT, clientid: APP, app_id: APP },
  { tenant_id: TENANT, app_id: APP },
  { ...ids, cloud: 'gov' },
  { ...ids, cloud: 'mars' },
  { ...ids, scope: 'https://api.gov.powerplatform.microsoft.us/.default' },
  { ...ids, scope: 'a b' },
  { ...ids, scope: 'User.Read' },
  { ...ids, scope: 'graph.microsoft.com' },
  { ...ids, scope: 'https://contoso.crm4.dynamics.com/main.aspx' },
  { ...ids, scope: 'https://graph.microsoft.com/.default', verify: 'true' },
  { ...ids, verify: 'perhaps', timeout: 'long', 'wait-for-propagation': '2h' },
  { ...ids, 'authority-host': 'http://x/y', audience: 'two words' },
]

for (const { name, words, foreignTo } of hosts) {
  describe(`a complaint in the words of ${name}`, () => {
    for (const inputs of refused) {
      it(JSON.stringify(inputs).slice(0, 200), async () => {
        const host = new HostOfWords({ timeout: 'x', ...inputs }, words)
        const { parts } = await failureOf(() => readRequest(host))
        // A credential's name is a value, and the same everywhere.
        const text = [textOf(parts), ...host.lines].join('\n').replace(NAMED, '')
        assert.deepEqual(foreignTo(text), [], text)
      })
    }
  })
}

it('a credential has its reason in the words of a host', async () => {
  for (const [inputs, reason] of [
    [{ ...ids, 'client-secret': 'abc' }, 'because LOOM_CLIENT_SECRET is woven'],
    [{ ...ids, credential: 'client-secret', 'client-secret': 'abc' }, 'from LOOM_CREDENTIAL'],
    [ids, "because no other credential's input came"],
  ] as const) {
    assert.equal((await readRequest(new HostOfWords(inputs, madeUpWords))).credentialReason, reason)
  }
})
