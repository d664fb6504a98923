import assert from 'node:assert/strict'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { after, before, describe } from 'node:test'
import fc from 'fast-check'
import { getToken } from '../../src/commands/get-token.ts'
import { Failure } from '../../src/failure/failure.ts'
import { presentFailure } from '../../src/failure/presented-failure.ts'
import { azurePipelines } from '../../src/hosts/azure-pipelines/azure-pipelines.ts'
import { PipelineFailures } from '../../src/hosts/azure-pipelines/failures.ts'
import { taskInput } from '../../src/hosts/azure-pipelines/input-names.ts'
import { jobLog } from '../../src/hosts/azure-pipelines/job-log.ts'
import { PipelineOutputs } from '../../src/hosts/azure-pipelines/outputs.ts'
import { setSecret } from '../../src/hosts/azure-pipelines/secret-commands.ts'
import { pipelineWords } from '../../src/hosts/azure-pipelines/words.ts'
import { redirectError } from '../../src/http/http-error.ts'
import type { HttpRequest, HttpResponse } from '../../src/http/message.ts'
import { Log } from '../../src/ports/log.ts'
import type { TokenOutputs } from '../../src/ports/outputs.ts'
import { SecretRegistry } from '../../src/secrets/registry.ts'
import { printable } from '../../src/values/printable.ts'
import { type LoggingCommand, parseLoggingCommand } from '../agent/logging-command.ts'
import { endpointVariables, systemEndpointVariables } from '../agent/service-endpoint.ts'
import { readTaskDefinition } from '../agent/task-definition.ts'
import { type PipelineScenario, startPipelines } from '../azure-pipelines/pipeline.ts'
import { property } from './property.ts'

const ID = '11111111-2222-4333-8444-555555555555'
const guid = '8578e004-a5c6-46e7-913e-12f58912df43'
const { inputs: declared, outputVariables } = readTaskDefinition('azure-pipelines/task')

/** What an agent takes for its own, whole, in pieces, and as it comes out where something else is left out. */
const commands = fc.constantFrom(
  ...[
    '##vso[task.setvariable variable=PATH]x',
    '##vso[task.complete result=Succeeded;]',
    '##vso[task.setvariable variable=accessToken;isoutput=true;]x',
    '##VSO[task.prependpath]/tmp',
    '##vso[task.uploadfile]/etc/passwd',
  ],
  ...[
    '##[error]no',
    '##[section]Finishing',
    '##[command]x',
    '##vso',
    '##vso x',
    '##[',
    '###vso[',
    '####[',
    '##',
  ],
  ...[
    '#\u00ad#vso[task.debug]x',
    '##\u200bvso[a.b]',
    '\u0000##vso[a.b]',
    '#',
    'vso[task.debug]x',
    ']',
    ';',
    '%',
  ],
  ...[
    '%0A##vso[a.b]',
    '%AZP250A##vso[a.b]',
    '\r##vso[a.b]',
    '\n##vso[a.b]',
    '\u2028##vso[a.b]',
    '\\n##vso[a.b]',
  ],
  ...['&#35;&#35;vso[a.b]', '\\u0023\\u0023vso[a.b]', '%23%23vso[a.b]', '\u0085##vso[a.b]', '\v##[error]'],
)
/** Any at all, cheaper than by fc.string. */
const characters = fc
  .array(fc.oneof(fc.nat(0x7f), fc.nat(0x2fff)), { maxLength: 8 })
  .map((codes) => String.fromCharCode(...codes))
const text = fc.oneof(
  { weight: 4, arbitrary: commands },
  {
    weight: 3,
    arbitrary: fc.array(fc.oneof(commands, characters), { maxLength: 5 }).map((pieces) => pieces.join('')),
  },
  { weight: 1, arbitrary: characters },
)
const rarely = <T>(usual: fc.Arbitrary<T>, seldom: fc.Arbitrary<T>, weight = 3) =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: seldom })

const inputs = fc.dictionary(
  fc.constantFrom(
    ...declared.map(({ name }) => name).filter((name) => !/subscription|SPN$|timeout|waitFor/i.test(name)),
  ),
  text,
  { maxKeys: 2 },
)
const connection = fc.record({
  scheme: rarely(
    fc.constantFrom('WorkloadIdentityFederation', 'ServicePrincipal', 'None', 'PublishProfile'),
    text,
  ),
  url: rarely(fc.constantFrom('https://management.azure.com/', 'https://contoso.crm9.dynamics.com'), text),
  parameters: fc.record(
    {
      tenantid: rarely(fc.constant(guid), text),
      serviceprincipalid: rarely(fc.constant(guid), text),
      serviceprincipalkey: rarely(fc.constant('Abc8Q~of-the-app'), text),
      clientSecret: rarely(fc.constant('Abc8Q~of-the-app'), text),
      authenticationType: fc.constantFrom('spnKey', 'spnCertificate'),
      servicePrincipalCertificate: text,
      idToken: text,
    },
    { requiredKeys: ['tenantid', 'serviceprincipalid', 'serviceprincipalkey'] },
  ),
  data: fc.record({ environment: rarely(fc.constant('AzureCloud'), text), msiclientId: text }),
})

const jwt = fc
  .dictionary(fc.constantFrom('iss', 'sub', 'aud', 'oid', 'tid'), text)
  .map((claims) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`)
const headers = fc.dictionary(
  fc.constantFrom('x-vss-e2eid', 'content-type', 'date', 'location', 'x-ms-request-id', 'content-encoding'),
  text,
)
const answer = (status: fc.Arbitrary<number>, body: fc.Arbitrary<unknown>) =>
  fc.record({
    status,
    headers,
    body: body.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))),
  })
const fromDevOps = rarely(
  answer(
    fc.constant(200),
    jwt.map((oidcToken) => ({ oidcToken })),
  ),
  answer(
    fc.constantFrom(200, 203, 302, 400, 401, 403, 404, 405),
    fc.oneof(
      text,
      text.map((message) => ({ message, typeKey: message })),
      text.map((value) => ({ count: 1, value })),
      text.map((Message) => ({ count: 1, value: { Message } })),
      text.map((title) => `<html><title>${title}</title></html>`),
    ),
  ),
  1,
)
const fromEntra = fc.oneof(
  answer(
    fc.constantFrom(400, 401),
    fc.record(
      {
        error: fc.oneof(fc.constantFrom('invalid_client', 'invalid_grant'), text),
        // None that another try could heal: it would have to be waited for.
        error_codes: fc.constantFrom([7000215], [700213], [65001], [700016], [90002], [1], []),
        error_description: text.map((each) => `AADSTS7000215: ${each}`),
        ...{ timestamp: text, trace_id: text, correlation_id: text, suberror: text, claims: text },
      },
      { requiredKeys: ['error'] },
    ),
  ),
  answer(
    fc.constant(200),
    fc.record({
      token_type: fc.constant('Bearer'),
      expires_in: fc.constant(3599),
      access_token: jwt,
      scope: text,
    }),
  ),
  answer(fc.constantFrom(200, 302, 400, 403), text),
)
const fromPowerPlatform = answer(
  fc.constantFrom(200, 401, 403),
  fc.oneof(
    fc
      .array(text, { maxLength: 3 })
      .map((names) => ({ value: names.map((displayName) => ({ displayName })) })),
    text.map((message) => ({ code: message, message })),
  ),
)
const cases = fc.record({
  inputs: rarely(fc.constant<Record<string, string>>({}), inputs, 1),
  connection,
  isVerified: rarely(fc.constant(false), fc.constant(true)),
  isDebugged: rarely(fc.constant(false), fc.constant(true)),
  ...{ devOps: fromDevOps, entra: fromEntra, powerPlatform: fromPowerPlatform },
})
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never

/** The environment of the task, as the agent makes it. */
function environment({ inputs, connection, isVerified, isDebugged }: Case): Record<string, string> {
  const name = connection.scheme === 'None' ? 'POWERPLATFORMSPN' : 'AZURESUBSCRIPTION'
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  return {
    ...Object.fromEntries(given),
    ...endpointVariables({ id: ID, name: 'fuzzed', ...connection } as Parameters<
      typeof endpointVariables
    >[0]),
    ...systemEndpointVariables('https://dev.azure.com/contoso/', 'e30.e30.c3lzdGVt'),
    [`INPUT_${name}`]: ID,
    INPUT_TIMEOUT: '1',
    INPUT_VERIFY: String(isVerified),
    SYSTEM_DEBUG: String(isDebugged),
    SYSTEM_OIDCREQUESTURI:
      'https://dev.azure.com/contoso/p/_apis/distributedtask/hubs/build/plans/x/jobs/y/oidctoken',
  }
}

const written: string[] = []
const { writeSync } = fs

/** What is said goes to the agent's side of the pipe, as lines. */
async function linesOf(say: () => Promise<unknown>): Promise<string[]> {
  written.length = 0
  await say()
  return split(written.join(''))
}

/** As .NET reads them. */
const split = (output: string) => output.split(/\r\n|\r|\n/).slice(0, -1)

/** The task as it is, but for the network. */
async function runTask(given: Case): Promise<void> {
  const { host, http } = await azurePipelines(environment(given))
  const answers: Record<string, HttpResponse> = {
    'dev.azure.com': given.devOps,
    'api.powerplatform.com': given.powerPlatform,
  }
  http.expect = async () => {}
  http.idle = async () => {}
  http.send = async (request: HttpRequest) => {
    const response = answers[new URL(request.url).host] ?? given.entra
    if (response.status === 302) throw redirectError(request, response, host.words)
    return response
  }
  await getToken(host, http)
}

/** All that the host writes, of a text that comes from anywhere. */
async function sayAll(said: string): Promise<void> {
  const secrets = new SecretRegistry(setSecret)
  const log = new Log(jobLog({ SYSTEM_DEBUG: 'true' }), secrets)
  for (const say of ['info', 'warning', 'debug'] as const) log[say](`#${said}\n${said}`)
  const fixes = [{ text: said, command: said }]
  const failure = new Failure({ title: printable(said), heading: 'x', answer: said, why: said, fixes })
  await new PipelineFailures().showFailure(presentFailure(failure, { secrets, words }))
  const shown = secrets.harmless(printable(said))
  const token = { 'access-token': 'e30.e30.x', 'token-type': shown, scope: shown, 'tenant-id': shown }
  new PipelineOutputs().handOver(token as unknown as TokenOutputs)
  secrets.mask(said)
}

const words = pipelineWords(taskInput)

const says: Readonly<Record<string, RegExp>> = {
  'task.setsecret': /^$/,
  'task.setvariable': new RegExp(`^variable=(${outputVariables.join('|')}) isoutput=true( issecret=true)?$`),
  'task.logissue': /^type=(error|warning)$/,
  'task.complete': /^result=Failed$/,
  'task.debug': /^$/,
}

/** What the agent would take for a command, a warning or a mark of its own is the task's. */
function assertOwn(lines: readonly string[]): void {
  const found = lines.map((line) => ({ line, command: parseLoggingCommand(line) }))
  for (const { line, command } of found) {
    if (command) assertMeant(line, command)
    else assert.doesNotMatch(line.replace(/^##\[error\]/, ''), /##vso|##\[/i, line)
  }
}

/** The step ends as one thing alone. */
function assertOutcome(lines: readonly string[]): void {
  const count = (name: string) => lines.filter((line) => line.startsWith(`##vso[${name} `)).length
  const outputs = count('task.setvariable')
  assert.ok(outputs === 0 || outputs === outputVariables.length, `${outputs} outputs`)
  assert.ok(count('task.complete') === 1 || outputs > 0, 'neither a token nor a failure')
}

function assertMeant(line: string, { area, event, properties, data }: LoggingCommand): void {
  const name = `${area}.${event}`
  assert.ok(line.startsWith(`##vso[${name}`), `within a line: ${line}`)
  const said = [...properties].map((pair) => pair.join('=')).join(' ')
  assert.match(said, says[name] ?? /^not one of the task's$/, line)
  // A mask is never printed; what else a command holds is, or reaches the scripts of others.
  if (name !== 'task.setsecret') assert.doesNotMatch(data, /##vso|##\[/i, line)
  if (name === 'task.setsecret') assert.ok(data.length >= 4, 'a mask that eats the log')
  // The agent prints the lines of a message, and reads no more commands in them.
  assert.doesNotMatch(data, /^task\.(logissue|debug)$/.test(name) ? /\r/ : /[\r\n]/)
}

describe('the log of the task of Azure Pipelines', () => {
  describe('in this process', () => {
    before(() => {
      fs.writeSync = ((file: number, bytes: Buffer, ...more: []) => {
        if (file !== 1) return writeSync(file, bytes, ...more)
        written.push(bytes.toString())
        return bytes.length
      }) as typeof fs.writeSync
      syncBuiltinESMExports()
    })
    after(() => {
      fs.writeSync = writeSync
      syncBuiltinESMExports()
    })

    property('holds no command but its own, whatever text is said', {
      values: text,
      runs: 10_000,
      async holds(said) {
        const lines = await linesOf(() => sayAll(said))
        assert.ok(lines.length > 10, `${lines.length} lines`)
        assertOwn(lines)
      },
    })

    property('holds no command but its own, whatever is given and answered', {
      values: cases,
      runs: 600,
      async holds(given) {
        const lines = await linesOf(() => runTask(given))
        assertOwn(lines)
        assertOutcome(lines)
      },
    })
  })

  describe('as the agent reads it', () => {
    let scenario: PipelineScenario
    before(async () => {
      scenario = await startPipelines()
    })
    after(() => scenario[Symbol.asyncDispose]())

    property('holds no command but its own', {
      values: cases.filter(canTravel),
      runs: 20,
      async holds(given) {
        const { project, emulator } = scenario
        const type = given.connection.scheme === 'None' ? 'powerplatform-spn' : 'AzureRM'
        const { scheme, ...options } = given.connection
        const connection = project.addServiceConnection({
          ...options,
          type,
          name: `${project.connections.length}`,
        })
        const used = Object.assign(connection, { scheme, parameters: options.parameters })
        emulator.faults.clear()
        emulator.faults.next('devops', [given.devOps])
        emulator.faults.next('login', [given.entra])
        emulator.faults.next('api', [given.powerPlatform])
        const lines: string[] = []
        const input = type === 'AzureRM' ? 'azureSubscription' : 'powerPlatformSPN'
        const result = await scenario.run(
          { ...given.inputs, [input]: used.name, verify: String(given.isVerified), timeout: '10' },
          { uses: [used], debug: given.isDebugged, onLine: (line) => lines.push(line) },
        )
        assertOwn(lines)
        assertOutcome(lines)
        assert.doesNotMatch(result.log, /logging command keyword/)
        assert.deepEqual(
          Object.keys(result.variables),
          lines.some((line) => line.startsWith('##vso[task.setvariable'))
            ? outputVariables.map((name) => `token.${name}`)
            : [],
        )
      },
    })
  })
})

/** Whether a case has a secure file that there is, and no text that neither an environment nor a header can hold. */
function canTravel({ inputs, connection, devOps, entra, powerPlatform }: Case): boolean {
  const headers = [devOps, entra, powerPlatform].flatMap(({ headers }) => Object.values(headers))
  return (
    !inputs.certificateSecureFile &&
    !/\\u0000/.test(JSON.stringify([inputs, connection])) &&
    headers.every((value) => /^[\t -~\x80-\xff]*$/.test(value))
  )
}
