import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startBlackHole } from '../black-hole.ts'
import { startEndpoint } from '../credentials/identity-endpoint.ts'
import { createCertificate } from '../emulator/certificates.ts'
import { startScenario, trust } from '../scenario.ts'
import { answerIdentity } from './machine.ts'
import type { Answer, Order } from './orders.ts'

const PROGRAM = fileURLToPath(new URL('acquire-all.ts', import.meta.url))
const ROUNDS = 10

interface Expectation {
  order: Order
  /** What names the one who asked, in a token's claims or in a failure's text. */
  own: string
  /** Of a failure. */
  title?: RegExp
}

describe('a hundred acquisitions at once in one process', () => {
  const expected: Expectation[] = []
  let answers: Answer[] = []
  let sent: Record<string, number> = {}

  before(async () => {
    await using scenario = await startScenario({ remembersIssuers: true })
    await using machine = await startEndpoint(answerIdentity)
    await using hole = await startBlackHole()
    const { emulator, tenant } = scenario
    const { privateKeyPem, certificatePem } = await createCertificate()
    const pem = privateKeyPem + certificatePem
    const job = { repository: 'octo/deploy' }
    const oidcToken = await emulator.github.mint(job)

    const expect = (inputs: Record<string, string>, title?: RegExp, more: Partial<Order> = {}) => {
      const app = tenant.addApp()
      const secret = app.addSecret()
      app.addCertificate(certificatePem)
      trust({ ...scenario, app }, title ? { repository: 'octo/another' } : job)
      const order = {
        ...more,
        inputs: {
          'tenant-id': tenant.id,
          'client-id': app.clientId,
          'authority-host': emulator.loginOrigin,
          ...inputs,
          ...(inputs['client-secret'] === 'its own' && { 'client-secret': secret }),
        },
      }
      expected.push({ order, own: order.inputs['client-id'] ?? '', ...(title && { title }) })
    }
    const onMachine = { 'tenant-id': '', 'authority-host': '', credential: 'managed-identity' }

    for (let round = 0; round < ROUNDS; round++) {
      // Half of them get a token.
      expect({ 'client-secret': 'its own' })
      expect({ 'client-secret': 'its own', 'wait-for-propagation': '5' })
      expect({ certificate: pem })
      expect({}, undefined, { oidcToken })
      expect({ ...onMachine, 'client-id': `1${crypto.randomUUID().slice(1)}` })
      // The other half fails, each in a way of its own.
      expect({ 'client-secret': 'Abc8Q~not-a-secret-of-it' }, /^AADSTS7000215: the client secret is wrong/)
      expect({}, /^AADSTS700213: no federated credential matches/, { oidcToken })
      expect({ ...onMachine, 'client-id': `0${crypto.randomUUID().slice(1)}` }, /does not have the identity/)
      const [hang, unknown] = [
        { 'authority-host': `https://localhost:${hole.port}`, timeout: '1' },
        { 'client-id': crypto.randomUUID() },
      ]
      expect({ 'client-secret': 'its own', ...hang }, /didn't answer before the timeout/)
      expect({ 'client-secret': 'its own', ...unknown }, /^AADSTS700016: the app is not in this tenant/)
    }

    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM], {
      env: {
        ...process.env,
        AZURE_POD_IDENTITY_AUTHORITY_HOST: machine.origin,
        NODE_EXTRA_CA_CERTS: emulator.caPath,
        ORDERS: JSON.stringify(expected.map(({ order }) => order)),
      },
    })
    answers = JSON.parse(stdout)
    sent = { login: emulator.requests.length, machine: machine.requests.length }
    assert.deepEqual(emulator.unexpected, [])
  })
  after(() => assert.equal(answers.length, 10 * ROUNDS))

  it('each get their own token or their own failure', () => {
    for (const [index, { own, title }] of expected.entries()) {
      const { claims, isHidden, ...answer } = answers[index] as Answer
      if (title) {
        assert.match(answer.title ?? '', title)
        assert.equal(claims, undefined)
      } else {
        assert.equal(claims?.appid, own, answer.text)
        assert.equal(isHidden, true)
      }
    }
  })

  it('name nobody but themselves', () => {
    const owners = expected.map(({ own }) => own)
    for (const [index, { own }] of expected.entries()) {
      const { text = '', lines } = answers[index] as Answer
      const said = [text, ...lines].join('\n')
      for (const other of owners) assert.ok(other === own || !said.includes(other), `${own}: ${said}`)
    }
    const named = answers.filter(({ text }, index) => text?.includes(expected[index]?.own ?? ''))
    assert.ok(named.length >= 3 * ROUNDS)
  })

  it('ask once each', () => {
    // All but those that ask a machine, and those whose host is silent.
    assert.deepEqual(sent, { login: 7 * ROUNDS, machine: 2 * ROUNDS })
  })
})
