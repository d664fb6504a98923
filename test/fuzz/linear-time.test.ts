import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findCodes } from '../../src/advice/find-codes.ts'
import { findIds } from '../../src/advice/find-ids.ts'
import { findPresented } from '../../src/advice/find-presented.ts'
import { describeMismatch } from '../../src/advice/mismatch.ts'
import { plainWord, quoteJson } from '../../src/advice/shell.ts'
import { fixAudience, fixMismatch } from '../../src/advice/trust.ts'
import { readPem } from '../../src/credentials/certificate/pem.ts'
import { readCertificate } from '../../src/credentials/certificate/read-certificate.ts'
import { readErrorResponse } from '../../src/entra/error-response.ts'
import { explainManagedIdentity } from '../../src/entra/managed-identity-error.ts'
import { Failure } from '../../src/failure/failure.ts'
import { summariseFacts, summariseFailure } from '../../src/failure/summary.ts'
import { taskInput } from '../../src/hosts/azure-pipelines/input-names.ts'
import { PipelineInputs } from '../../src/hosts/azure-pipelines/inputs.ts'
import { azureDevOpsTokens } from '../../src/hosts/azure-pipelines/issued-tokens.ts'
import { withoutCommands } from '../../src/hosts/azure-pipelines/logging-commands.ts'
import { gitHubTokens } from '../../src/hosts/github/issued-tokens.ts'
import { escapeCommands } from '../../src/hosts/github/workflow-commands.ts'
import { describeAnswer } from '../../src/http/describe-answer.ts'
import { readErrorWords } from '../../src/http/error-body.ts'
import { redirectError, statusError } from '../../src/http/http-error.ts'
import { networkError } from '../../src/http/network-error.ts'
import { proxySecrets } from '../../src/http/proxy.ts'
import { retryAfter } from '../../src/http/retry-after.ts'
import { quoted } from '../../src/inputs/quoted.ts'
import { readRequest } from '../../src/request/read-request.ts'
import { maskedForms } from '../../src/secrets/masked-forms.ts'
import { readings } from '../../src/secrets/readings.ts'
import { redact } from '../../src/secrets/redact.ts'
import { SecretRegistry } from '../../src/secrets/registry.ts'
import { clouds, findCloud } from '../../src/values/clouds.ts'
import { findGuid, isGuid } from '../../src/values/guid.ts'
import { parseObject } from '../../src/values/json.ts'
import { readClaims } from '../../src/values/jwt.ts'
import { cut, printable } from '../../src/values/printable.ts'
import { isJwt, isToken } from '../../src/values/token-form.ts'
import { MemoryHost, plainWords } from '../memory-host.ts'
import { present } from '../presented.ts'
import { situation } from '../unit/situation.ts'

/** What is repeated: what patterns begin with, or half of what they look for. */
const units = [
  ...[
    ' ',
    '\n',
    ' \n',
    '\t',
    'a',
    'A',
    '0',
    'é',
    '\u200b',
    '\ud83d\ude00',
    '-',
    '_',
    '.',
    '=',
    '+',
    '/',
    '@',
    ':',
    '::',
  ],
  ...[
    '(',
    '[',
    '{',
    '{"',
    '["',
    '"',
    "'",
    '`',
    '<',
    '<title>',
    '</',
    '##[',
    '%',
    '%2',
    '%25',
    '&#',
    '&#38;',
    '&amp',
    '\\',
  ],
  ...[
    '\\u',
    '\\u005c',
    '\\n',
    'Trace ID: ',
    'AADSTS1',
    'AADSTS1: ',
    'https://',
    'a.b',
    'a@b',
    '-----BEGIN ',
    '----',
  ],
  ...[
    '-----BEGIN PRIVATE KEY-----',
    '-----END PRIVATE KEY-----\n',
    'Proc-Type: 4, ',
    'DEK-Info: a',
    'eyJ',
    '00000000-',
  ],
  ...[
    'repo:a/b:',
    ':environment:',
    'refs/heads/',
    '/_services/token',
    'tunneling socket',
    'statusCode=4',
    '0\u0082',
    'MII',
  ],
]

const response = (body: string, headers = {}) => ({ status: 400, headers, body })
const request = { method: 'POST', url: 'https://login.example/t/token' } as const
const json = (fields: object) => JSON.stringify(fields)
const claims = (text: string) =>
  situation({
    claims: { iss: text, sub: `repo:${text}`, aud: text, repository_id: text },
    issuedTokens: gitHubTokens,
  })
const failure = (text: string) =>
  new Failure({
    title: text,
    tried: text,
    answer: text,
    why: text,
    heading: 'x',
    fixes: [{ text, command: text }],
  })
const secrets = new SecretRegistry()
for (const secret of ['Abc8Q~ a secret', 'a'.repeat(40), `${'a'.repeat(20)}b`, ' \n'.repeat(30)])
  secrets.hide(secret)
const opening = { password: 'x', passwordInput: '', mask: (secret: string) => maskedForms(secret) }
const inputs = [
  'tenant-id',
  'client-id',
  'scope',
  'audience',
  'authority-host',
  'cloud',
  'credential',
  'timeout',
]
const others = [
  'export-as',
  'summary',
  'verify',
  'client-secret',
  'password',
  'username',
  'federated-token',
  'certificate',
]

/** A step of Azure Pipelines, with this in all that the agent hands over. */
function pipeline(text: string): Record<string, string> {
  const connection = 'azureSubscription'
  const names = [...inputs, ...others].map((name) => `INPUT_${taskInput(name).toUpperCase()}`)
  const fields = { tenantid: text, serviceprincipalid: text, authenticationType: text, environment: text }
  return {
    ...Object.fromEntries(names.map((name) => [name, `$(${text})`])),
    [`INPUT_${connection.toUpperCase()}`]: 'id',
    ENDPOINT_AUTH_id: JSON.stringify({ scheme: text, parameters: fields }),
    ENDPOINT_DATA_id: JSON.stringify(fields),
    ENDPOINT_URL_id: `https://${text}`,
  }
}

/** Each function that is handed what comes from outside: answers, headers, files, claims, variables and inputs. */
const readers: Record<string, (text: string) => unknown> = {
  printable,
  cut: (text) => cut(text, 100),
  maskedForms,
  'maskedForms of a short one': (text) => maskedForms(text.slice(0, 2000)),
  readings: (text) => readings(text, 8),
  redact: (text) => redact(text, [text.slice(0, text.length / 2), 'a'.repeat(text.length / 4)]),
  'SecretRegistry.hide': (text) => new SecretRegistry().hide(text),
  'SecretRegistry.redact': (text) => secrets.redact(text),
  'SecretRegistry.redact, by lines': (text) => secrets.redact(text.replace(/.{1000}/gs, '$&\n')),
  isToken,
  isJwt,
  isGuid,
  findGuid,
  quoted: (text) => quoted(text, { words: ['public'], fits: /[a-z]/ }),
  parseObject,
  readClaims: (text) => readClaims(`a.${text}.c`),
  readErrorWords: (text) =>
    readErrorWords(json({ error: { code: text, message: text, innererror: { code: text } } })),
  readErrorResponse: (text) =>
    readErrorResponse(
      response(json({ error: text, error_description: text, trace_id: text, error_codes: [...'12'] })),
    ),
  'readErrorResponse, of a code': (text) =>
    readErrorResponse(response(json({ error: 'x', error_description: `AADSTS${text}`, timestamp: text }))),
  'readErrorResponse, of any body': (text) => readErrorResponse(response(text)),
  explainManagedIdentity: (text) => {
    const error = Object.assign(new Error('x'), {
      response: response(json({ error: text, error_description: text })),
    })
    return explainManagedIdentity(error, { situation: situation(), answered: true })
  },
  describeAnswer: (text) =>
    describeAnswer(response(text, { 'content-type': text, 'content-encoding': text })),
  redirectError: (text) => redirectError(request, response('', { location: text }), plainWords),
  statusError: (text) => statusError(request, response(text, { 'retry-after': text })),
  retryAfter: (text) => retryAfter(response('', { 'retry-after': text, date: text })),
  networkError: (text) => networkError(request, Object.assign(new Error(text), { code: 'ERR_TLS_CERT' })),
  'networkError, through a proxy': (text) => networkError(request, new Error(`tunneling socket ${text}`)),
  proxySecrets: (text) => proxySecrets({ HTTPS_PROXY: text, http_proxy: `http://${text}@x` }),
  describeMismatch: (text) => describeMismatch(claims(text), 'issuer, subject or audience'),
  fixMismatch: (text) => [fixMismatch(claims(text)), fixAudience(claims(text))],
  findCodes,
  'findCodes, after what codes begin with': (text) =>
    ['AADSTS', 'error_codes: [', "service principal with id 'a' for application "].map((sign) =>
      findCodes(`${sign}${text}`),
    ),
  findIds: (text) =>
    ['AADSTS7000215', 'configured the application ', 'tenant named '].map((sign) =>
      findIds(`${sign}${text}`).of(7000215),
    ),
  findPresented: (text) =>
    ["assertion issuer '", 'issuer - ', 'OIDC token: issuer '].map((sign) => findPresented(`${sign}${text}`)),
  quoteJson,
  plainWord: (text) => plainWord(text, 'X'),
  summariseFacts: (text) => summariseFacts([[text, text]]),
  summariseFailure: (text) => summariseFailure(present(failure(text))),
  presentFailure: (text) => present(failure(text)),
  'PresentedFailure.shortened': (text) => present(failure(text)).shortened(4000),
  escapeCommands: (text) => escapeCommands(secrets.harmless(text)),
  withoutCommands: (text) => withoutCommands(secrets.harmless(text)),
  PipelineInputs: (text) => new PipelineInputs(pipeline(text)).obstacles,
  'azureDevOpsTokens.shorten': (text) => azureDevOpsTokens.shorten(text),
  readPem,
  readCertificate: (text) => readCertificate(Buffer.from(text), opening).catch(() => {}),
  'readCertificate, of bytes': (text) =>
    readCertificate(Buffer.from(text, 'latin1'), opening).catch(() => {}),
  findCloud: (text) => findCloud(text) ?? clouds[0],
  readRequest: (text) =>
    readRequest(
      new MemoryHost(Object.fromEntries([...inputs, ...others].map((name) => [name, text])), 'e30'),
    ).catch(() => {}),
}

/** Characters: what an answer with a token or an error may have. */
const LENGTH = 32_768

/** In milliseconds of this thread's processor time: other processes may keep it waiting. */
async function timeOf(read: (text: string) => unknown, text: string): Promise<number> {
  const started = process.threadCpuUsage()
  await read(text)
  const { user, system } = process.threadCpuUsage(started)
  return (user + system) / 1000
}

/** The best of so many: nothing else that the machine does makes it less. */
async function bestTime(rounds: number, read: (text: string) => unknown, text: string): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) best = Math.min(best, await timeOf(read, text))
  return best
}

describe('text from outside takes time that grows with its length alone', () => {
  for (const [name, read] of Object.entries(readers)) {
    it(name, async () => {
      for (const unit of units) {
        const make = (length: number) => `${unit.repeat(length / unit.length)}x`
        // What takes less than this for a whole answer holds up no step. By the square, it takes 0.3 to 10 s.
        if ((await timeOf(read, make(LENGTH))) < 80) continue
        const [quarter, whole] = [
          await bestTime(5, read, make(LENGTH / 4)),
          await bestTime(3, read, make(LENGTH)),
        ]
        assert.ok(
          whole < 80 || whole < 9 * quarter,
          `${JSON.stringify(unit)}: ${quarter} ms, and ${whole} ms for four times as much`,
        )
      }
    })
  }
})
