import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { credentialKinds, defaultKind } from '../../../../src/credentials/registry.ts'
import { firstHost } from '../../../../src/hosts/github/first-host.ts'

const job = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://run.actions.example:8443/token?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'ey.ey.x',
}

/** The host, as far as the inputs and the job's variables tell. */
const hostOf = (inputs: Record<string, string>, env: Record<string, string | undefined> = {}) =>
  firstHost({ ...job, ...env }, (name) => inputs[name] ?? '')?.host

describe('the first host', () => {
  for (const credential of [
    '',
    'auto',
    'Federated',
    ' federated ',
    ...(defaultKind.aliases ?? []),
    ' OIDC',
  ]) {
    it(`is GitHub's with credential "${credential}"`, () => {
      assert.equal(hostOf({ credential, 'client-secret': ' ' }), 'run.actions.example:8443')
    })
  }

  for (const { name, aliases = [] } of credentialKinds.filter((kind) => kind !== defaultKind)) {
    for (const credential of [name, ...aliases])
      it(`is another with credential ${credential}`, () => assert.equal(hostOf({ credential }), undefined))
  }

  for (const { name } of credentialKinds.flatMap(({ inputs }) => inputs)) {
    it(`is another with ${name}`, () => assert.equal(hostOf({ [name]: 'x' }), undefined))
  }

  for (const [name, env] of Object.entries({
    'no address': { ACTIONS_ID_TOKEN_REQUEST_URL: undefined },
    'no token': { ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' },
    'an address that is none': { ACTIONS_ID_TOKEN_REQUEST_URL: 'run.actions.example' },
    'an address without TLS': { ACTIONS_ID_TOKEN_REQUEST_URL: 'http://run.actions.example/' },
  })) {
    it(`is none with ${name}`, () => assert.equal(hostOf({}, env), undefined))
  }

  it('is the one behind a proxy only where NO_PROXY says so', (t) => {
    const { HTTPS_PROXY, NO_PROXY } = process.env
    t.after(() => Object.assign(process.env, { HTTPS_PROXY: HTTPS_PROXY ?? '', NO_PROXY: NO_PROXY ?? '' }))
    process.env.HTTPS_PROXY = 'http://proxy.example:3128'
    assert.equal(hostOf({}), undefined)
    process.env.NO_PROXY = 'actions.example'
    assert.equal(hostOf({}), 'run.actions.example:8443')
  })
})
