import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { send } from './client.ts'
import { type Emulator, startEmulator } from './emulator.ts'
import type { Job, JobOptions } from './github.ts'

const repository = 'octo/deploy'

const subjects: [string, JobOptions][] = [
  ['repo:octo/deploy:ref:refs/heads/main', { repository }],
  ['repo:octo/deploy:ref:refs/tags/v1', { repository, ref: 'refs/tags/v1' }],
  ['repo:octo/deploy:environment:production', { repository, environment: 'production' }],
  ['repo:octo/deploy:environment:eu%3Aprod', { repository, environment: 'eu:prod' }],
  ['repo:octo/deploy:pull_request', { repository, event: 'pull_request' }],
  ['repo:octo/deploy:environment:staging', { repository, event: 'pull_request', environment: 'staging' }],
  [
    'repo:octo@1/deploy@2:ref:refs/heads/main',
    { repository, immutable: true, ownerId: '1', repositoryId: '2' },
  ],
  ['repository_owner:octo', { repository, subject: 'repository_owner:octo' }],
]

test('subjects are those of GitHub', async () => {
  await using emulator = await startEmulator()
  for (const [subject, options] of subjects) {
    const job = emulator.github.job(options)
    assert.equal(job.subject, subject)
    const { json } = await ask(emulator, job, { audience: 'api://AzureADTokenExchange' })
    assert.equal(decodeJwt(json.value).sub, subject)
  }
  assert.deepEqual(emulator.unexpected, [])
})

test('a token verifies against the published keys and carries the claims', async () => {
  await using emulator = await startEmulator()
  const job = emulator.github.job({ repository, environment: 'production' })
  const { json } = await ask(emulator, job, { audience: 'api://AzureADTokenExchange' })
  const get = (path: string) =>
    send(emulator, { service: 'oidc', path, host: 'token.actions.githubusercontent.com' })
  const configuration = (await get('/.well-known/openid-configuration')).json
  assert.equal(configuration.issuer, job.issuer)
  assert.equal(configuration.jwks_uri, `${job.issuer}/.well-known/jwks`)
  const keys = createLocalJWKSet((await get('/.well-known/jwks')).json)
  const { payload } = await jwtVerify(json.value, keys, { issuer: job.issuer })
  assert.equal(payload.aud, 'api://AzureADTokenExchange')
  assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 300)
  assert.equal(payload.environment, 'production')
  assert.equal(payload.repository_owner, 'octo')
  const names = ['jti', 'ref', 'sha', 'repository_id', 'run_id', 'workflow', 'job_workflow_ref', 'event_name']
  for (const name of names) assert.ok(payload[name], name)
})

test('the request token opens one job, and no permission means no request', async () => {
  await using emulator = await startEmulator()
  const [job, other] = [emulator.github.job({ repository }), emulator.github.job({ repository })]
  const { ACTIONS_ID_TOKEN_REQUEST_TOKEN: foreign = '' } = other.env
  assert.equal((await ask(emulator, job, { token: '' })).status, 401)
  assert.equal((await ask(emulator, job, { token: foreign })).status, 401)
  assert.equal(decodeJwt((await ask(emulator, job, {})).json.value).aud, 'https://github.com/octo')
  assert.deepEqual(emulator.github.job({ repository, permissions: { idToken: false } }).env, {})
})

test('request URLs are on loopback, or on the real host', async () => {
  await using emulator = await startEmulator()
  const url = (options: Partial<JobOptions>) =>
    new URL(emulator.github.job({ repository, ...options }).env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '')
  assert.equal(url({}).origin, emulator.oidcOrigin)
  assert.match(url({ realHosts: true }).host, /^run-actions-.*\.actions\.githubusercontent\.com$/)
  assert.equal(url({}).search, '?api-version=2.0')
})

test('odd tokens are minted on demand', async () => {
  await using emulator = await startEmulator()
  emulator.github.lifetime = -10
  const expired = decodeJwt(await emulator.github.mint())
  assert.ok((expired.exp ?? 0) < Date.now() / 1000)
  const odd = decodeJwt(await emulator.github.mint({ iss: 'https://ghes.example', sub: undefined as never }))
  assert.equal(odd.iss, 'https://ghes.example')
  assert.equal('sub' in odd, false)
})

function ask(emulator: Emulator, { env }: Job, { audience, token }: { audience?: string; token?: string }) {
  const { pathname, search } = new URL(env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '')
  const path = pathname + search + (audience ? `&audience=${encodeURIComponent(audience)}` : '')
  const bearer = token ?? env.ACTIONS_ID_TOKEN_REQUEST_TOKEN
  return send(emulator, { service: 'oidc', path, headers: { Authorization: `Bearer ${bearer}` } })
}
