import fc from 'fast-check'
import { endpointVariables, systemEndpointVariables } from '../agent/service-endpoint.ts'
import { readTaskDefinition } from '../agent/task-definition.ts'

const ID = '11111111-2222-4333-8444-555555555555'
const guid = '8578e004-a5c6-46e7-913e-12f58912df43'
const { inputs: declared } = readTaskDefinition('azure-pipelines/task')

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
/** Text of commands, whole and in pieces. */
export const commandText = fc.oneof(
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
  commandText,
  { maxKeys: 2 },
)
const connection = fc.record({
  scheme: rarely(
    fc.constantFrom('WorkloadIdentityFederation', 'ServicePrincipal', 'None', 'PublishProfile'),
    commandText,
  ),
  url: rarely(
    fc.constantFrom('https://management.azure.com/', 'https://contoso.crm9.dynamics.com'),
    commandText,
  ),
  parameters: fc.record(
    {
      tenantid: rarely(fc.constant(guid), commandText),
      serviceprincipalid: rarely(fc.constant(guid), commandText),
      serviceprincipalkey: rarely(fc.constant('Abc8Q~of-the-app'), commandText),
      clientSecret: rarely(fc.constant('Abc8Q~of-the-app'), commandText),
      authenticationType: fc.constantFrom('spnKey', 'spnCertificate'),
      servicePrincipalCertificate: commandText,
      idToken: commandText,
    },
    { requiredKeys: ['tenantid', 'serviceprincipalid', 'serviceprincipalkey'] },
  ),
  data: fc.record({ environment: rarely(fc.constant('AzureCloud'), commandText), msiclientId: commandText }),
})

const jwt = fc
  .dictionary(fc.constantFrom('iss', 'sub', 'aud', 'oid', 'tid'), commandText)
  .map((claims) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`)
const headers = fc.dictionary(
  fc.constantFrom('x-vss-e2eid', 'content-type', 'date', 'location', 'x-ms-request-id', 'content-encoding'),
  commandText,
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
      commandText,
      commandText.map((message) => ({ message, typeKey: message })),
      commandText.map((value) => ({ count: 1, value })),
      commandText.map((Message) => ({ count: 1, value: { Message } })),
      commandText.map((title) => `<html><title>${title}</title></html>`),
    ),
  ),
  1,
)
const fromEntra = fc.oneof(
  answer(
    fc.constantFrom(400, 401),
    fc.record(
      {
        error: fc.oneof(fc.constantFrom('invalid_client', 'invalid_grant'), commandText),
        // None that another try could heal: it would have to be waited for.
        error_codes: fc.constantFrom([7000215], [700213], [65001], [700016], [90002], [1], []),
        error_description: commandText.map((each) => `AADSTS7000215: ${each}`),
        ...{
          timestamp: commandText,
          trace_id: commandText,
          correlation_id: commandText,
          suberror: commandText,
          claims: commandText,
        },
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
      scope: commandText,
    }),
  ),
  answer(fc.constantFrom(200, 302, 400, 403), commandText),
)
const fromPowerPlatform = answer(
  fc.constantFrom(200, 401, 403),
  fc.oneof(
    fc
      .array(commandText, { maxLength: 3 })
      .map((names) => ({ value: names.map((displayName) => ({ displayName })) })),
    commandText.map((message) => ({ code: message, message })),
  ),
)
/** Steps with all that comes from outside. */
export const taskCases = fc.record({
  inputs: rarely(fc.constant<Record<string, string>>({}), inputs, 1),
  connection,
  isVerified: rarely(fc.constant(false), fc.constant(true)),
  isDebugged: rarely(fc.constant(false), fc.constant(true)),
  ...{ devOps: fromDevOps, entra: fromEntra, powerPlatform: fromPowerPlatform },
})
export type TaskCase = typeof taskCases extends fc.Arbitrary<infer T> ? T : never

/** The environment of the task, as the agent makes it. */
export function environmentOf({
  inputs,
  connection,
  isVerified,
  isDebugged,
}: TaskCase): Record<string, string> {
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

/** Whether a case has a secure file that there is, and no text that neither an environment nor a header can hold. */
export function canTravel({ inputs, connection, devOps, entra, powerPlatform }: TaskCase): boolean {
  const headers = [devOps, entra, powerPlatform].flatMap(({ headers }) => Object.values(headers))
  return (
    !inputs.certificateSecureFile &&
    !/\\u0000/.test(JSON.stringify([inputs, connection])) &&
    headers.every((value) => /^[\t -~\x80-\xff]*$/.test(value))
  )
}
