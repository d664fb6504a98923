import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { CannedAnswer } from '../emulator/faults.ts'
import type { Service } from '../emulator/hosts.ts'
import { assertFailure, type ScenarioResult, startScenario, trust } from '../scenario.ts'

/** Seconds. */
const TIMEOUT = 10
const MAX_PRINTED = 64 * 1024

const kb = (text: string, count: number) => text.repeat((count * 1000) / text.length)
const error = (description: string, more = {}) => ({
  error: 'invalid_client',
  error_description: description,
  trace_id: 'a',
  ...more,
})
const token = (more: object) => ({
  token_type: 'Bearer',
  expires_in: 3599,
  access_token: 'opaque-access-token',
  ...more,
})
const environments = (name: string) => ({ value: [{ id: 'a', displayName: name, type: 'Default' }] })

/** What a server can send that is long, and what has cost time that grew with its square. */
const rows: [name: string, service: Service, status: number, body: unknown][] = [
  ['spaces for a description', 'login', 400, error(kb(' ', 900))],
  ['spaces for a description, below the limit', 'login', 400, error(kb(' ', 30))],
  ['a token in an error', 'login', 400, error(kb('a', 700), { access_token: kb('a', 300) })],
  [
    'a token in an error, below the limit',
    'login',
    400,
    error(kb('a', 16), { access_token: kb('a', 8), refresh_token: kb('a', 4) }),
  ],
  ['a token of 30 kB', 'login', 200, { token_type: 'Bearer', expires_in: 3599, access_token: kb('a', 30) }],
  [
    'a scope of 30 kB',
    'login',
    200,
    { token_type: 'Bearer', expires_in: 3599, access_token: 'opaque-access-token', scope: kb('a', 30) },
  ],
  ['a letter for a refresh token', 'login', 200, token({ refresh_token: 'e', id_token: '-' })],
  ['a word for a refresh token', 'login', 200, token({ refresh_token: 'error' })],
  ['lines for a refresh token', 'login', 200, token({ refresh_token: kb('a\n', 30) })],
  ['lines for a refresh token in an error', 'login', 400, error('x', { refresh_token: kb('a\n', 30) })],
  ['a letter for an OIDC token', 'oidc', 200, { value: 'e' }],
  ['lines for an OIDC token', 'oidc', 200, { value: kb('0\n', 30) }],
  ['percent signs', 'login', 400, error(kb('%25', 30))],
  ['entities', 'login', 400, error(kb('&#38;', 30))],
  ['backslashes', 'login', 400, error(kb('\\u005c', 30))],
  ['brackets', 'login', 400, error(kb('##[', 30))],
  ['nested JSON', 'login', 400, `${kb('{"error":', 30)}`],
  ['nested lists', 'login', 400, `{"error":"x","error_codes":${kb('[', 15)}${kb(']', 15)}}`],
  ['an endless title', 'login', 200, `<title>${kb(' <title>', 24)}`],
  ['an OIDC token of 30 kB', 'oidc', 200, { value: `a.${kb('b', 30)}.c` }],
  ['spaces for an OIDC token', 'oidc', 200, { value: kb(' ', 30) }],
  ['spaces for the name of an environment', 'api', 200, environments(kb(' ', 900))],
  ['line ends for the name of an environment', 'api', 200, environments(kb('\n', 400))],
  ['a long name of an environment', 'api', 200, environments(kb('a', 900))],
  ['ten thousand environments', 'api', 200, { value: Array(10_000).fill({ displayName: kb('a ', 0.08) }) }],
  ['spaces for a message of the API', 'api', 403, { code: 'x', message: kb(' ', 900) }],
  ['a message of the API below the limit', 'api', 403, { code: 'x', message: kb('a%41', 30) }],
]

/** Within the time, with no more in the log than a person would read, and with no mask of what is no secret. */
function assertShort(result: ScenarioResult): void {
  assert.ok(result.durationMs < (TIMEOUT + 2) * 1000, `${result.durationMs} ms`)
  assert.equal(result.timedOut, false)
  assert.equal(result.mask('##[error]'), '##[error]')
  const printed = result.stdout.length + result.stderr.length + result.summary.length
  assert.ok(printed <= MAX_PRINTED, `${printed} characters were printed`)
  for (const mask of result.masks)
    assert.ok(mask.length >= 4 && /[a-z0-9]{3}/i.test(mask), `a mask of ${mask}`)
}

/** As a server that is tried again could send them, new ones each time. */
function errorWithTokens(): CannedAnswer {
  const token = () => randomBytes(6000).toString('base64url')
  return {
    status: 503,
    body: { error: 'x', access_token: token(), refresh_token: token(), id_token: token() },
  }
}

describe('an answer that is long', () => {
  it('costs neither time nor lines', async (t) => {
    await using scenario = await startScenario({ sharesProcess: true })
    trust(scenario)
    scenario.emulator.powerPlatform.assignRole({ principalId: scenario.app.objectId, role: 'Reader' })
    for (const [name, service, status, body] of rows) {
      for (const summary of service === 'api' ? ['always', 'never'] : ['on-failure']) {
        await t.test(`${name}, summary ${summary}`, async () => {
          scenario.emulator.faults.next(service, { status, body })
          const inputs = { timeout: String(TIMEOUT), verify: String(service === 'api'), summary }
          assertShort(await scenario.run(inputs, { timeoutMs: (TIMEOUT + 5) * 1000 }))
        })
      }
    }
  })
})

/** Files that name no certificate, or one that takes its time. */
const files: [name: string, content: string, words: string][] = [
  [
    'an ordinary text',
    `- a\n0\n[error]\n${kb('a line of the text\n', 1000)}`,
    'that are neither a PEM nor base64',
  ],
  ['letters, a line each', kb('a\n', 1000), 'that are neither a PEM nor base64'],
  [
    'a PEM without a key',
    `-----BEGIN X-----\n${kb('ab\n', 900)}-----END X-----\n`,
    'has no private key in it',
  ],
  [
    'keys that are none',
    kb(`-----BEGIN PRIVATE KEY-----\n${kb('aB3/', 0.064)}\n-----END PRIVATE KEY-----\n`, 12),
    'private keys; allowed are 3',
  ],
  [
    'a key without an end',
    `-----BEGIN PRIVATE KEY-----\n${kb('abcdefgh12\n', 1000)}`,
    'is a PEM that is cut off',
  ],
  ['one line of base64', kb('MIIB', 1000), 'is neither a PFX nor a certificate'],
  [
    'a key of one line',
    `-----BEGIN PRIVATE KEY-----\n${kb('aB3/', 1000)}\n-----END PRIVATE KEY-----\n`,
    'is larger than',
  ],
  ['a line without an end', `-----BEGIN PRIVATE KEY-----\n${kb('aB3/', 1000)}`, 'is a PEM that is cut off'],
  [
    'marks above letters',
    `-----BEGIN PRIVATE KEY-----\nx\na${kb('\u0301\u0323', 200)}`,
    'is a PEM that is cut off',
  ],
  ['marks of a PEM', kb('-----BEGIN ', 1000), 'PEM blocks; allowed are 100'],
]

describe('a list of environments that is long', () => {
  it('is read to 8 MiB, and costs no time where it is none', async () => {
    await using scenario = await startScenario({ sharesProcess: true })
    trust(scenario)
    const names = Array.from({ length: 25_000 }, (_, index) => ({
      displayName: `Environment ${index}`,
      url: kb('x', 0.2),
    }))
    scenario.emulator.faults.next('api', { body: { value: names } })
    const result = await scenario.run({ verify: 'true', timeout: String(TIMEOUT) })
    assert.equal(result.outcome, 'success', result.log)
    assert.match(
      result.log,
      /Verified: 25000 environments are visible: Environment 0, .*Environment 9, and 24990 more$/m,
    )
    const others = [
      { code: kb('##[', 7000) },
      { value: 1, message: kb('\\u005c', 7000) },
      { value: Array(3_000_000).fill(1) },
    ]
    for (const body of others) {
      scenario.emulator.faults.next('api', { body })
      assertShort(await scenario.run({ verify: 'true', timeout: String(TIMEOUT) }))
    }
  })
})

describe('an answer that comes again and again', () => {
  it('costs no lines', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    scenario.emulator.faults.always('login', errorWithTokens)
    const result = await scenario.run({ timeout: '5' })
    assertFailure(result, 'answered 503')
    assert.ok(result.requests.length > 4)
    assertShort(result)
  })
})

describe('a file that is long', () => {
  it('costs neither time nor lines', async (t) => {
    await using scenario = await startScenario({ sharesProcess: true })
    const folder = mkdtempSync(join(tmpdir(), 'files-'))
    t.after(() => rmSync(folder, { recursive: true }))
    const path = join(folder, 'app.pem')
    for (const [name, content, words] of files) {
      await t.test(name, async () => {
        writeFileSync(path, content)
        const result = await scenario.run({ 'certificate-path': path, timeout: String(TIMEOUT) })
        assertFailure(result, words)
        assertShort(result)
        assert.equal(result.mask('##[error]a - 0'), '##[error]a - 0')
      })
    }
  })
})
