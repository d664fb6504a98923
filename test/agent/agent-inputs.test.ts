import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { ServiceEndpoint } from './service-endpoint.ts'
import { runThrowaway } from './throwaway-task.ts'

const dump =
  "vso('task.setvariable variable=env', JSON.stringify({ ...env, cwd: process.cwd() }).replaceAll('%', '%AZP25'))"
const inputs = [
  { name: 'tenantId', type: 'string' },
  { name: 'azureSubscription', aliases: ['connectedServiceNameARM'], type: 'connectedService:AzureRM' },
  { name: 'cloud', type: 'pickList', defaultValue: ' public ' },
  { name: 'verify', type: 'boolean', defaultValue: false },
  { name: 'certificateFile', type: 'secureFile' },
  { name: 'path', type: 'filePath' },
]

async function run(options: Parameters<typeof runThrowaway>[1] = {}): Promise<Record<string, string>> {
  const { variables, log } = await runThrowaway(dump, { ...options, task: { inputs, ...options.task } })
  assert.ok(variables.env, log)
  return JSON.parse(variables.env.value)
}

const connection: ServiceEndpoint = {
  id: 'c2e0a1f4-6a35-4d1b-9a5e-0d6d8f7e2b11',
  name: 'contoso-deploy',
  url: 'https://management.azure.com',
  scheme: 'ServicePrincipal',
  parameters: { tenantid: 'contoso', serviceprincipalid: 'app-id', serviceprincipalkey: 'hunter2!' },
  data: { environment: 'AzureCloud', 'scope level': 'Subscription' },
}
const other = { ...connection, id: '11111111-6a35-4d1b-9a5e-0d6d8f7e2b11', name: 'other' }
const file = { id: 'd2e0a1f4-6a35-4d1b-9a5e-0d6d8f7e2b11', name: 'app.pfx', ticket: 'the-ticket' }

suite('what a task is given', { concurrency: true }, () => {
  test('every declared input, with its default, trimmed, expanded, and the root where no path is given', async () => {
    const env = await run({
      inputs: { TenantID: '  $(my.tenant) $(HOME) $(none) ', extra: 'x' },
      job: { variables: { 'My.Tenant': 'contoso ' } },
    })
    const given = Object.entries(env).filter(([name]) => name.startsWith('INPUT_'))
    assert.deepEqual(Object.fromEntries(given), {
      INPUT_TENANTID: `contoso  ${env.HOME} $(none)`,
      INPUT_AZURESUBSCRIPTION: '',
      INPUT_CLOUD: 'public',
      INPUT_VERIFY: 'false',
      INPUT_CERTIFICATEFILE: '',
      INPUT_PATH: env.BUILD_SOURCESDIRECTORY,
      INPUT_EXTRA: 'x',
    })
  })

  test('a path is one of the sources, unless it has a root', async () => {
    const relative = await run({ inputs: { path: './keys/app.pem' } })
    assert.equal(relative.INPUT_PATH, `${relative.BUILD_SOURCESDIRECTORY}/keys/app.pem`)
    assert.equal((await run({ inputs: { path: '/etc/../x' } })).INPUT_PATH, '/x')
  })

  test('public variables in clear, and secret ones by SECRET_, each with a list of names', async () => {
    const env = await run({
      job: {
        variables: { 'my.var name': 'x', 'System.Debug': undefined, 'system.planId': 'plan' },
        secretVariables: { 'my.secret-name': 'hunter2!' },
        accessToken: 'system-token',
      },
    })
    assert.deepEqual(
      [env.MY_VAR_NAME, env.SYSTEM_PLANID, env.SYSTEM_DEBUG, env['SECRET_MY_SECRET-NAME'], env.TF_BUILD],
      ['x', 'plan', undefined, 'hunter2!', 'True'],
    )
    const publicNames = JSON.parse(env.VSTS_PUBLIC_VARIABLES ?? '')
    assert.ok(publicNames.includes('my.var name') && publicNames.includes('system.hostType'))
    assert.deepEqual(JSON.parse(env.VSTS_SECRET_VARIABLES ?? ''), ['system.accessToken', 'my.secret-name'])
    assert.deepEqual([env.AGENT_JOBSTATUS, env['agent.jobStatus']], ['Succeeded', 'Succeeded'])
    assert.equal(env['MY_SECRET-NAME'], undefined)
    assert.equal(env.SYSTEM_ACCESSTOKEN, undefined)
  })

  test('a connection that an input names, by its name, its ID or an alias, and no other', async () => {
    const { id } = connection
    const ways: Record<string, string>[] = [
      { azureSubscription: 'contoso-deploy' },
      { connectedServiceNameARM: id },
      { azureSubscription: '$(which)' },
    ]
    for (const given of ways) {
      const env = await run({
        inputs: given,
        connections: [other, connection],
        job: { variables: { which: 'contoso-deploy' } },
      })
      assert.equal(env.INPUT_AZURESUBSCRIPTION, id)
      const found = Object.entries(env).filter(([name]) => name.startsWith('ENDPOINT_') && name.includes(id))
      assert.deepEqual(Object.fromEntries(found), {
        [`ENDPOINT_URL_${id}`]: 'https://management.azure.com/',
        [`ENDPOINT_AUTH_${id}`]: JSON.stringify({
          parameters: connection.parameters,
          scheme: 'ServicePrincipal',
        }),
        [`ENDPOINT_AUTH_SCHEME_${id}`]: 'ServicePrincipal',
        [`ENDPOINT_AUTH_PARAMETER_${id}_TENANTID`]: 'contoso',
        [`ENDPOINT_AUTH_PARAMETER_${id}_SERVICEPRINCIPALID`]: 'app-id',
        [`ENDPOINT_AUTH_PARAMETER_${id}_SERVICEPRINCIPALKEY`]: 'hunter2!',
        [`ENDPOINT_DATA_${id}`]: JSON.stringify(connection.data),
        [`ENDPOINT_DATA_${id}_ENVIRONMENT`]: 'AzureCloud',
        [`ENDPOINT_DATA_${id}_SCOPE_LEVEL`]: 'Subscription',
      })
      assert.equal(env[`ENDPOINT_URL_${other.id}`], undefined)
    }
    await assert.rejects(run({ inputs: { azureSubscription: 'missing' } }), /missing could not be found/)
  })

  test('the system connection always, without data', async () => {
    const env = await run({ job: { accessToken: 'system-token' } })
    const found = Object.entries(env).filter(([name]) => name.includes('SYSTEMVSSCONNECTION'))
    assert.deepEqual(Object.fromEntries(found), {
      ENDPOINT_URL_SYSTEMVSSCONNECTION: 'https://dev.azure.com/contoso/',
      ENDPOINT_AUTH_SYSTEMVSSCONNECTION: '{"parameters":{"AccessToken":"system-token"},"scheme":"OAuth"}',
      ENDPOINT_AUTH_SCHEME_SYSTEMVSSCONNECTION: 'OAuth',
      ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN: 'system-token',
    })
  })

  test('a secure file’s name and ticket, and variables of the task itself', async () => {
    const env = await run({
      inputs: { certificateFile: 'app.pfx' },
      secureFiles: [file],
      taskVariables: { 'is.post': 'true' },
    })
    assert.deepEqual(
      [env.INPUT_CERTIFICATEFILE, env[`SECUREFILE_NAME_${file.id}`], env[`SECUREFILE_TICKET_${file.id}`]],
      [file.id, 'app.pfx', 'the-ticket'],
    )
    assert.equal(env.VSTS_TASKVARIABLE_IS_POST, 'true')
  })

  test('the step’s own variables, below those of the job, and little of the machine’s', async () => {
    process.env.ONLY_ON_THIS_MACHINE = 'x'
    const env = await run({
      job: { accessToken: 'system-token', variables: { shared: 'of the job' } },
      env: {
        SYSTEM_ACCESSTOKEN: ' $(System.AccessToken) ',
        SHARED: 'of the step',
        ENDPOINT_URL_SYSTEMVSSCONNECTION: undefined,
      },
    })
    assert.deepEqual([env.SYSTEM_ACCESSTOKEN, env.SHARED], ['system-token', 'of the job'])
    assert.equal(env.ENDPOINT_URL_SYSTEMVSSCONNECTION, undefined)
    assert.equal(env.ONLY_ON_THIS_MACHINE, undefined)
  })

  test('the sources as its directory, or what its handler says', async () => {
    const plain = await run({ sources: { 'keys/app.pem': 'x' } })
    assert.equal(plain.cwd, plain.BUILD_SOURCESDIRECTORY)
    assert.equal(plain.cwd, plain.SYSTEM_DEFAULTWORKINGDIRECTORY)
    const execution = { Node20_1: { target: 'main.mjs', workingDirectory: '/' } }
    assert.equal((await run({ task: { execution } })).cwd, '/')
  })

  test('nothing at all in the build of a fork, if it uses a connection or a secure file', async () => {
    const job = { variables: { 'System.PullRequest.IsFork': 'True', 'system.restrictSecrets': 'true' } }
    for (const [what, given] of [
      ['service endpoint', { azureSubscription: 'contoso-deploy' }],
      ['secure file', { certificateFile: 'app.pfx' }],
    ] as const) {
      const options = { job, task: { inputs }, connections: [connection], secureFiles: [file] }
      const skipped = await runThrowaway(dump, { ...options, inputs: given })
      assert.deepEqual([skipped.outcome, skipped.exitCode, skipped.stdout], ['Skipped', null, ''])
      assert.match(skipped.skippedBecause ?? '', new RegExp(`^References ${what}\\. PRs from`))
    }
    assert.ok(await run({ job }))
    assert.ok(
      await run({
        job: { variables: { 'System.PullRequest.IsFork': 'True' } },
        inputs: { azureSubscription: 'contoso-deploy' },
        connections: [connection],
      }),
    )
  })
})
