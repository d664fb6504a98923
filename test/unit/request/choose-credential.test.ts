import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure } from '../../../src/failure/failure.ts'
import { commands } from '../../../src/hosts/terminal/commands.ts'
import { commandHelp } from '../../../src/hosts/terminal/help.ts'
import { InputReader } from '../../../src/inputs/input-reader.ts'
import { InputIssues } from '../../../src/inputs/issues.ts'
import type { Person } from '../../../src/ports/person.ts'
import { chooseCredential } from '../../../src/request/choose-credential.ts'
import { allInputs } from '../../../src/request/inputs.ts'
import { readRequest } from '../../../src/request/read-request.ts'
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

const ids = { 'tenant-id': 'contoso.com', 'client-id': '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11' }

function person({ isPresent = true, obstacle }: { isPresent?: boolean; obstacle?: string } = {}): Person {
  return {
    isPresent,
    patience: 1000,
    browserObstacle: () => obstacle,
    openBrowser: async () => {},
    showCode: () => {},
  }
}

async function chosen(inputs: Record<string, string>, who?: Person, oidcToken = ''): Promise<string> {
  const host = Object.assign(new MemoryHost({ ...ids, ...inputs }, oidcToken), who && { person: who })
  return (await readRequest(host)).credential.name
}

function complaint(inputs: Record<string, string>, who?: Person): Promise<string> {
  return chosen(inputs, who).then(
    (name) => assert.fail(`it took ${name}`),
    (error: unknown) => {
      assert.ok(error instanceof Failure)
      return error.parts.why
    },
  )
}

describe('a person', () => {
  it('is asked where nothing is given and somebody is there', async () => {
    assert.equal(await chosen({}, person()), 'browser')
    assert.equal(await chosen({}, person({ obstacle: 'no display' })), 'device-code')
  })

  it('is asked for nothing else', async () => {
    assert.equal(await chosen({}, person(), 'e30.e30.x'), 'federated')
    assert.equal(
      await chosen({ 'client-secret': 'shh.Q~ecret-of-forty-characters-0123456789' }, person()),
      'client-secret',
    )
    assert.equal(await complaint({}, person({ isPresent: false })), 'no OIDC token here')
    assert.equal(await complaint({}), 'no OIDC token here')
  })

  it('is asked wherever one is named', async () => {
    for (const credential of ['browser', 'device-code'])
      assert.equal(await chosen({ credential }, person({ isPresent: false, obstacle: 'none' })), credential)
  })

  it('is missing where a host has none, which offers none either', async () => {
    for (const credential of ['browser', 'device-code']) {
      const why = await complaint({ credential })
      assert.match(why, new RegExp(`credential: came "${credential}", which needs a person at a terminal`))
      assert.match(why, /credential: federated/)
    }
    assert.doesNotMatch(await complaint({ credential: 'brows' }), /browser|device-code/)
    assert.match(await complaint({ credential: 'brows' }, person()), /Did you mean "browser"\?/)
  })

  it('is in the help of the command line, and in no contract', () => {
    const [described] = allInputs({}).filter(({ name }) => name === 'credential')
    assert.doesNotMatch(described?.description ?? '', /browser|device-code/)
    assert.match(
      commandHelp(commands.token).replace(/\s+/g, ' '),
      /or managed-identity, or, to sign in yourself, browser or device-code/,
    )
  })
})
