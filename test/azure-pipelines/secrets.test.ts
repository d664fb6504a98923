import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { pem, pfx } from '../credentials/certificate-forms.ts'
import { echoes } from '../echoes.ts'
import type { RecordedRequest } from '../emulator/request.ts'
import { forms, leaks } from '../runner/leaks.ts'
import { type PipelineRun, type PipelineScenario, startPipelines } from './pipeline.ts'

let scenario: PipelineScenario
before(async () => {
  scenario = await startPipelines()
  scenario.app.publicClient = true
  scenario.tenant.consent(scenario.app)
})
after(() => scenario[Symbol.asyncDispose]())

/** How a secret reaches the task; the agent masks what a connection holds as a whole, and an input not at all. */
const ways = {
  'client secret': ({ tenant, app }: PipelineScenario, secret: string): Given => ({
    inputs: { tenantId: tenant.id, clientId: app.clientId, clientSecret: secret },
  }),
  password: ({ tenant, app }: PipelineScenario, secret: string): Given => ({
    inputs: { tenantId: tenant.id, clientId: app.clientId, username: 'ana@contoso.com', password: secret },
  }),
  connection: ({ project, tenant, app }: PipelineScenario, secret: string): Given => {
    const name = `connection-${project.connections.length}`
    const made = project.addServiceConnection({ name, tenant, app, credential: { secret } })
    return { inputs: { azureSubscription: name }, uses: [made] }
  },
  certificate: ({ tenant, app }: PipelineScenario, secret: string): Given => ({
    inputs: { tenantId: tenant.id, clientId: app.clientId, certificate: secret },
  }),
  'certificate password': ({ tenant, app }: PipelineScenario, secret: string): Given => ({
    inputs: {
      ...{ tenantId: tenant.id, clientId: app.clientId },
      ...{ certificate: pfx({ password: secret }).toString('base64'), certificatePassword: secret },
    },
  }),
}
type Given = { inputs: Record<string, string> } & PipelineRun

const random = randomBytes(30)
/** What secrets look like, and a way for each. */
const shapes: Record<string, [secret: string, way: keyof typeof ways]> = {
  'as Entra makes it': ['Abc8Q~x1.y2_z3-0123456789abcdefghijklmn', 'client secret'],
  'of several lines': ['first-line-of-it\nsecond-line-of-it\nthird-line-of-it', 'client secret'],
  'of lines with CRLF': ['first-line-of-it\r\nsecond-line-of-it', 'connection'],
  'with blanks around it': ['  blanks-around-it\t ', 'password'],
  'with a line end': ['line-end-behind-it\n', 'connection'],
  'with line ends': ['\r\nline-ends-behind-it\r\n\r\n', 'password'],
  'in quotes': ['"in double quotes"', 'client secret'],
  'with quotes in it': [`it's "so" and \`so\``, 'certificate password'],
  'with percent signs': ['100%25 of %AZP25 and %0A', 'client secret'],
  'with semicolons and brackets': ['a;b=c];d]=[e;', 'password'],
  short: ['aZ9~', 'client secret'],
  'of base64 with padding': [random.subarray(0, 28).toString('base64'), 'connection'],
  'of base64 without letters of URLs': [
    Buffer.from('\u00fb\u00ef\u00be??>>~~', 'latin1').toString('base64'),
    'password',
  ],
  'beyond ASCII': ['Größe密码пароль🔑', 'certificate password'],
  'of JSON': ['{"clientId":"x","clientSecret":"Abc8Q~in-json"}', 'connection'],
  'of PEM': [pem, 'certificate'],
  'of a command': ['##vso[task.setvariable variable=PATH]of-it', 'client secret'],
  'of a mark': ['##[error]a-mark-of-it', 'certificate password'],
  'of a regular expression': ['^(a|b)*[^c]+\\d{3}.$', 'connection'],
  long: ['long-'.repeat(400), 'password'],
  'of a URL': ['https://user:pa%73s@host.example/p?q=r&s=t#u', 'certificate password'],
}

/** All that a server may make of what it was sent, and itself. */
const echo = ({ form }: RecordedRequest) => {
  const secret = form?.get('client_secret') ?? form?.get('password') ?? form?.get('client_assertion') ?? ''
  const said = [secret, ...secret.split(/\r?\n/), ...Object.values(echoes).map((write) => write(secret))]
  const words = `AADSTS7000215: Invalid client secret provided: ${said.join('\r\n')}`
  return { error: 'invalid_client', error_codes: [7000215], error_description: words, correlation_id: secret }
}

describe('a secret', () => {
  for (const [shape, [secret, way]] of Object.entries(shapes)) {
    it(`${shape}, as a ${way}, is in no log, even where Entra repeats it`, async () => {
      const { inputs, ...options } = ways[way](scenario, secret)
      scenario.emulator.faults.clear()
      scenario.emulator.faults.next('login', [{ status: 401, body: echo }])
      const result = await scenario.run(inputs, { ...options, debug: true })
      assert.equal(result.outcome, 'Failed', result.log)
      assert.deepEqual(leaks(result, secret), [])
      const lines = result.stdout.split(/\r?\n/).filter((line) => !result.hides(line))
      for (const [name, write] of Object.entries(echoes).filter(() => secret.trim().length >= 8)) {
        const text = write(secret.trim())
        assert.deepEqual(
          lines.filter((line) => line.includes(text)),
          [],
          name,
        )
      }
      assert.deepEqual(result.variables, {})
      // The agent cuts blanks off an input.
      assertHidden(result.mask, way === 'connection' ? secret : secret.trim())
      assert.deepEqual(
        result.masks.filter((mask) => /[\r\n]/.test(mask)),
        [],
      )
    })
  }
})

it('the token is hidden from the log of later steps, whatever they make of it', async () => {
  const { tenant, app, emulator, run } = scenario
  emulator.faults.clear()
  const clientSecret = app.addSecret()
  const result = await run({ tenantId: tenant.id, clientId: app.clientId, clientSecret })
  assert.ok(result.token)
  for (const secret of [result.token, clientSecret]) assertHidden(result.mask, secret)
  const secretVariables = Object.values(result.variables).filter(({ isSecret }) => isSecret)
  assert.deepEqual(
    secretVariables.map(({ name, value }) => [name, value]),
    [['token.accessToken', result.token]],
  )
})

/** Characters. What is longer is a file, which no script writes in another way. */
const MAX_ENCODED = 2048

/** A later step prints the secret, and what scripts make of one. */
function assertHidden(mask: (text: string) => string, secret: string): void {
  const isFile = secret.length > MAX_ENCODED
  const names = isFile ? /^(itself|a line)$/ : /^(itself|base64|base64url|URI-encoded|a line)$/
  for (const [name, text] of forms(secret).filter(([name]) => names.test(name))) {
    // The agent masks each line of the log by itself.
    for (const part of text.split(/[\r\n]+/).map((line) => line.trim())) {
      if (part.length < 4 || part.startsWith('-----')) continue
      assert.ok(!mask(`value: ${part}`).includes(part), `${name}: ${part}`)
    }
  }
}
