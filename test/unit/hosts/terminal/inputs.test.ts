import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { TerminalInputs } from '../../../../src/hosts/terminal/inputs.ts'

const env = {
  AZURE_CLIENT_SECRET: 's',
  AZURE_CLIENT_CERTIFICATE_PATH: 'c',
  AZURE_CLIENT_CERTIFICATE_PASSWORD: 'cp',
  AZURE_USERNAME: 'u',
  AZURE_PASSWORD: 'p',
  AZURE_FEDERATED_TOKEN_FILE: 'f',
}
/** Of the script of AzureCLI@2. */
const ofTask = {
  AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: 'c1',
  AZURESUBSCRIPTION_TENANT_ID: 'ct',
  AZURESUBSCRIPTION_CLIENT_ID: 'cc',
}
type Name = keyof typeof env

/** The inputs that count, each as users call where it comes from. */
function counting(names: readonly Name[], options: Record<string, string> = {}): string[] {
  const set = Object.fromEntries(names.map((name) => [name, env[name]]))
  const inputs = new TerminalInputs({ env: set, options, piped: 'piped' })
  return inputs.given().map((name) => inputs.called(name))
}

const all = Object.keys(env) as Name[]
const user: Name[] = ['AZURE_USERNAME', 'AZURE_PASSWORD']

it('takes no function for a variable', () => {
  for (const name of ['toString', '__proto__', 'constructor']) {
    const inputs = new TerminalInputs({ env: {}, options: { 'federated-token-env': name }, piped: '' })
    assert.deepEqual(
      [inputs.secretVariables(), inputs.secrets(), inputs.read('federated-token')],
      [[], [], ''],
    )
  }
})

describe('the connection of a task', () => {
  const ids = { AZURE_TENANT_ID: 't', AZURE_CLIENT_ID: 'c' }
  const mapped = { ...ofTask, SYSTEM_ACCESSTOKEN: 'sat' }
  const connection = Object.keys(ofTask)
  const others = Object.keys(ids)
  for (const [title, set, options, ...expected] of [
    ['counts with its app and its tenant', { ...mapped, ...ids }, {}, ...connection],
    [
      'is known by its ID in any case',
      mapped,
      { 'service-connection-id': 'C1' },
      '--service-connection-id',
      ...connection.slice(1),
    ],
    [
      'is not another',
      { ...mapped, ...ids },
      { 'service-connection-id': 'c2' },
      '--service-connection-id',
      ...others,
    ],
    ['gives way to options', mapped, { 'client-id': 'x' }, connection[0], connection[1], '--client-id'],
    [
      'goes before the file of a machine',
      { ...mapped, ...ids, AZURE_FEDERATED_TOKEN_FILE: 'f' },
      {},
      ...connection,
    ],
    [
      'and only if the job has its token',
      { ...ofTask, ...ids, AZURE_FEDERATED_TOKEN_FILE: 'f' },
      {},
      ...others,
      'AZURE_FEDERATED_TOKEN_FILE',
    ],
    ['counts without that token where nothing else does', ofTask, {}, ...connection],
    [
      'goes after a secret',
      { ...mapped, ...ids, AZURE_CLIENT_SECRET: 's' },
      {},
      ...others,
      'AZURE_CLIENT_SECRET',
    ],
    [
      'goes after another token',
      { ...mapped, ...ids },
      { 'federated-token-stdin': 'true' },
      ...others,
      '--federated-token-stdin',
    ],
    [
      'goes after the file of an option',
      { ...mapped, ...ids },
      { 'federated-token-file': 'x' },
      ...others,
      '--federated-token-file',
    ],
    [
      'is none of a managed identity',
      { ...mapped, ...ids },
      { credential: 'managed-identity' },
      ...others,
      '--credential',
    ],
    ['is what federated means', { ...mapped, ...ids }, { credential: 'OIDC' }, ...connection, '--credential'],
    [
      'is none where it is empty',
      { ...ids, AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: '', AZURESUBSCRIPTION_CLIENT_ID: '' },
      {},
      ...others,
    ],
  ] as const) {
    it(`${title}: ${expected.join(', ')}`, () => {
      const inputs = new TerminalInputs({ env: set, options, piped: 'piped' })
      const counting = inputs.given().map((name) => inputs.called(name))
      assert.deepEqual(counting.toSorted(), [...expected].toSorted())
    })
  }

  it('hides the token of the job in any case', () => {
    const inputs = new TerminalInputs({ env: mapped, options: {}, piped: '' })
    assert.ok(inputs.secrets().includes('sat'))
    assert.deepEqual(inputs.secretVariables(), ['SYSTEM_ACCESSTOKEN'])
  })

  it('leaves nothing behind that looks like a lost secret', () => {
    const inputs = new TerminalInputs({
      env: { AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: '' },
      options: {},
      piped: '',
    })
    assert.deepEqual([inputs.empty, inputs.serviceConnection], [[], undefined])
  })
})

describe('of several credentials, the variables of one count', () => {
  for (const [title, names, options, ...expected] of [
    ['a secret before all', all, {}, 'AZURE_CLIENT_SECRET'],
    [
      'then a certificate, with its password',
      all.slice(1),
      {},
      'AZURE_CLIENT_CERTIFICATE_PATH',
      'AZURE_CLIENT_CERTIFICATE_PASSWORD',
    ],
    ['then a user', all.slice(2), {}, ...user],
    ['then a federated token', all.slice(5), {}, 'AZURE_FEDERATED_TOKEN_FILE'],
    [
      'what is whole before what is not',
      ['AZURE_USERNAME', all[5] as Name],
      {},
      'AZURE_FEDERATED_TOKEN_FILE',
    ],
    ['half a user where there is no other', ['AZURE_USERNAME'], {}, 'AZURE_USERNAME'],
    ['those of the option', all, { 'certificate-path': 'x' }, '--certificate-path', all[2]],
    [
      'a user by option takes the app’s secret',
      all,
      { username: 'x' },
      all[0],
      '--username',
      'AZURE_PASSWORD',
    ],
    ['a secret by pipe', all, { 'client-secret-stdin': 'true' }, '--client-secret-stdin'],
    ['none beside a command', all, { 'federated-token-command': 'x' }, '--federated-token-command'],
    [
      'no file beside a certificate by pipe',
      all,
      { 'certificate-stdin': 'true' },
      '--certificate-stdin',
      all[2],
    ],
    ['those of the named one', all, { credential: 'cert' }, '--credential', all[1], all[2]],
    ['those of the named one', all, { credential: 'OIDC' }, '--credential', all[5]],
    ['none for a machine', all, { credential: 'managed-identity' }, '--credential'],
  ] as const) {
    it(`${title}: ${expected.join(', ')}`, () => {
      assert.deepEqual(counting(names, options).toSorted(), [...expected].toSorted())
    })
  }

  it('hides those that do not count, too', () => {
    const inputs = new TerminalInputs({ env, options: { 'client-secret-stdin': 'true' }, piped: 'x' })
    for (const secret of ['s', 'cp', 'p']) assert.ok(inputs.secrets().includes(secret), secret)
  })

  it('calls what is not there by the way to set it', () => {
    const inputs = new TerminalInputs({ env: {}, options: {}, piped: '' })
    const names = ['client-secret', 'certificate', 'tenant-id', 'cloud']
    assert.deepEqual(
      names.map((name) => inputs.called(name)),
      ['AZURE_CLIENT_SECRET', '--certificate-stdin', '--tenant-id', '--cloud'],
    )
  })

  it('takes a federated token from the variable that is named', () => {
    const inputs = new TerminalInputs({
      env: { JOB: 'jwt', ...env },
      options: { 'federated-token-env': 'JOB' },
      piped: '',
    })
    assert.deepEqual([inputs.read('federated-token'), inputs.called('federated-token')], ['jwt', 'JOB'])
    assert.ok(inputs.secrets().includes('jwt'))
  })
})
