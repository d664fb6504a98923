import assert from 'node:assert/strict'
import { describe } from 'node:test'
import fc from 'fast-check'
import { Failure } from '../../src/failure/failure.ts'
import { presentFailure } from '../../src/failure/presented-failure.ts'
import { escapeCommands } from '../../src/hosts/github/workflow-commands.ts'
import { type GetTokenRequest, maskInputs, readRequest } from '../../src/request/read-request.ts'
import type { Harmless } from '../../src/values/harmless.ts'
import { GitHubMemoryHost } from '../github-memory-host.ts'
import { leaks } from '../runner/leaks.ts'
import { hostileText, property } from './property.ts'

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const guid = '8578e004-a5c6-46e7-913e-12f58912df43'
const SECRETS = ['client-secret', 'certificate', 'certificate-password', 'password', 'federated-token']

/** Values of each input that are right, or nearly. */
const likely: Record<string, string[]> = {
  'tenant-id': [
    guid,
    'contoso.onmicrosoft.com',
    'common',
    ` ${guid}\n`,
    `https://login.microsoftonline.com/${guid}`,
  ],
  'client-id': [guid, guid.toUpperCase(), `{${guid}}`, guid.replaceAll('-', ''), guid.replace('8', '\uff18')],
  credential: ['auto', 'federated', 'client-secret', 'Certificate', 'password', 'managed_identity', 'oidc'],
  'client-secret': ['Abc8Q~secret-value', guid, '{"clientSecret":"Abc8Q~secret-value"}', 'two\nlines of it'],
  certificate: ['-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----', 'TUlJQg=='.repeat(12), guid],
  'certificate-path': ['/nonexistent/app.pfx', '/dev/null', '.', 'a\u0000b'],
  'certificate-password': ['hunter2-password', ' '],
  username: ['ana@contoso.com', 'ana', 'contoso\\ana'],
  password: ['Passw0rd! of ana', ' Passw0rd! '],
  'federated-token': ['eyJh.eyJi.c2ln', 'eyJh', 'not a token at all'],
  'federated-token-file': ['/nonexistent/token', '/dev/null'],
  audience: ['api://AzureADTokenExchange', 'two words'],
  cloud: ['public', 'GCC High', 'usgovdod', 'mars'],
  scope: ['https://api.powerplatform.com', 'a b', 'https://api.powerplatform.com/.default', 'openid', 'x'],
  'authority-host': [
    'login.example',
    'https://login.example',
    'http://x',
    'https://u:hunter3pw@x',
    'https://x/y?z',
  ],
  verify: ['true', 'FALSE', 'yes'],
  timeout: ['1', '3600', '0', '1e3', '5m', '-1'],
  'wait-for-propagation': ['0', '300', '3601', '2h'],
  summary: ['always', 'never', 'on_failure', 'off'],
  'export-as': ['TOKEN', 'NODE_OPTIONS', '9x', 'a=b', 'PATH'],
}

const inputs = fc.record(
  Object.fromEntries(
    Object.entries(likely).map(([name, values]) => [
      name,
      fc.oneof(
        { weight: 5, arbitrary: fc.constant('') },
        { weight: 4, arbitrary: fc.constantFrom(...values) },
        { weight: 1, arbitrary: hostileText() },
      ),
    ]),
  ),
) as fc.Arbitrary<Record<string, string>>

describe('any set of inputs', () => {
  property('is taken when it is valid, and refused in words, without a secret, when not', {
    values: fc.tuple(inputs, fc.boolean()),
    runs: 5000,
    examples: [
      [{ scope: 'A:##[error]x', 'client-secret': 'Abc8Q~secret-value' }, false],
      [{ timeout: '##[', cloud: '::x' }, true],
    ],
    async holds([given, hasOidcToken]) {
      const host = new GitHubMemoryHost(given, hasOidcToken ? 'e30.e30.x' : '')
      maskInputs(host)
      try {
        assertValid(await readRequest(host), host.own.exportAs)
      } catch (error) {
        assert.ok(error instanceof Failure, `not a failure: ${error}`)
        const { parts, text } = presentFailure(error, host)
        host.lines.push(parts.title, text)
      }
      const lines = host.lines.join('\n')
      assert.doesNotMatch(escapeCommands(lines as Harmless), /^\s*::|##\[|(?!\n)[\p{Cc}\p{Cf}]/mu)
      const secrets = SECRETS.map((name) => given[name]?.trim() ?? '')
      // Shorter ones stand in words by chance, and others stand in another input, where they are no secret.
      for (const secret of secrets.filter((value) => value.length > 12 && !isKnownElsewhere(value, given))) {
        const place = { stdout: lines, stderr: '', summary: '', annotations: [], files: [] }
        assert.deepEqual(leaks(place, secret), [])
      }
      assert.ok(!lines.includes('hunter3pw'), 'the password of an address')
    },
  })
})

function isKnownElsewhere(secret: string, given: Record<string, string>): boolean {
  const others = Object.entries(given).filter(([name]) => !SECRETS.includes(name))
  return secret === guid || /^(x+)$/.test(secret) || others.some(([, value]) => value.includes(secret))
}

/** Nothing that travels has a form that the next one could take for something else. */
function assertValid(request: GetTokenRequest, exportAs: string | undefined): void {
  const { tenantId, clientId, authorityHost, scopes, timeout, waitForPropagation } = request
  const isManaged = request.credential.name === 'managed-identity'
  assert.match(tenantId, isManaged ? /^[a-z0-9.-]*$/i : /^[a-z0-9][a-z0-9.-]+[a-z0-9]$/i)
  assert.ok(GUID.test(clientId) || (isManaged && clientId === ''), clientId)
  const url = new URL(authorityHost)
  assert.equal(url.origin, authorityHost)
  assert.equal(url.protocol, 'https:')
  assert.ok(scopes.length > 0)
  for (const scope of scopes) assert.match(scope, /^[!-~]+$/)
  assert.ok(Number.isInteger(timeout) && timeout >= 1 && timeout <= 3600)
  assert.ok(Number.isInteger(waitForPropagation) && waitForPropagation >= 0 && waitForPropagation <= 3600)
  if (exportAs !== undefined) assert.match(exportAs, /^[a-z_][a-z0-9_]*$/i)
}
