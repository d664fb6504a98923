import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { Ajv } from 'ajv'
import { isCommandAllowed } from '../agent/restrictions.ts'
import { taskSchema } from './task-schema.ts'

const readJson = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))
const task = readJson('azure-pipelines/task/task.json')
const extension = readJson('azure-pipelines/vss-extension.json')

interface Input {
  name: string
  label: string
  type: string
  defaultValue?: string | boolean
  required: boolean
  aliases?: string[]
  groupName?: string
  visibleRule?: string
  options?: Record<string, string>
}
const inputs: Input[] = task.inputs

describe('the contract of the task', () => {
  it('is one that Azure DevOps takes', () => {
    const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictRequired: false })
    const isValid = ajv.validate(taskSchema, task)
    assert.ok(isValid, ajv.errorsText())
  })

  it('keeps the names by which organisations know it', () => {
    assert.equal(task.id, '5b1c0f6e-58c5-4b7a-9d0b-6a3d9a3c8f52')
    assert.equal(task.name, 'PowerPlatformToken')
    assert.deepEqual([extension.id, extension.contributions.length], ['power-platform-token', 1])
    const [{ id, type, targets, properties }] = extension.contributions
    assert.deepEqual(
      [id, type, targets, properties],
      [
        'power-platform-token-task',
        'ms.vss-distributed-task.task',
        ['ms.vss-distributed-task.tasks'],
        { name: 'task' },
      ],
    )
    assert.deepEqual(extension.targets, [{ id: 'Microsoft.VisualStudio.Services' }])
  })

  it('has the version of the package', () => {
    const { Major, Minor, Patch } = task.version
    assert.equal(`${Major}.${Minor}.${Patch}`, readJson('package.json').version)
  })

  it('runs on the agents that have a Node for it', () => {
    // The first with Node20_1 (azure-pipelines-tasks, docs/migrateNode20.md); Node24 came with 4.265.1, and is passed over before.
    assert.equal(task.minimumAgentVersion, '4.248.0')
    assert.deepEqual(Object.keys(task.execution), ['Node20_1', 'Node24'])
    assert.equal(task.execution.Node20_1.target, task.execution.Node24.target)
  })

  it('has these inputs in this order, each optional, with these types and defaults', () => {
    assert.deepEqual(
      inputs.map(({ name, type, defaultValue = '' }) => [name, type, defaultValue]),
      [
        ['azureSubscription', 'connectedService:AzureRM', ''],
        ['powerPlatformSPN', 'connectedService:powerplatform-spn', ''],
        ['certificateSecureFile', 'secureFile', ''],
        ['tenantId', 'string', ''],
        ['clientId', 'string', ''],
        ['credential', 'pickList', 'auto'],
        ['federatedToken', 'string', ''],
        ['federatedTokenFile', 'string', ''],
        ['certificate', 'string', ''],
        ['certificatePath', 'string', ''],
        ['certificatePassword', 'string', ''],
        ['clientSecret', 'string', ''],
        ['username', 'string', ''],
        ['password', 'string', ''],
        ['audience', 'string', ''],
        // That of the connection counts where none is named.
        ['cloud', 'pickList', ''],
        ['scope', 'string', ''],
        ['authorityHost', 'string', ''],
        ['verify', 'boolean', false],
        ['waitForPropagation', 'string', '0'],
        ['timeout', 'string', '60'],
      ],
    )
    assert.deepEqual(
      inputs.filter(({ required }) => required),
      [],
    )
    assert.deepEqual(
      inputs.slice(0, 5).map(({ label }) => label),
      [
        'Azure subscription',
        'Power Platform service connection',
        'Certificate secure file',
        'Tenant ID',
        'Client ID',
      ],
    )
  })

  it('names no input, alias or group twice, and none that is not there', () => {
    const names = inputs
      .flatMap(({ name, aliases = [] }) => [name, ...aliases])
      .map((each) => each.toLowerCase())
    assert.equal(new Set(names).size, names.length)
    assert.deepEqual(inputs[0]?.aliases, ['connectedServiceNameARM'])
    const groups = task.groups.map(({ name }: { name: string }) => name)
    for (const { groupName, visibleRule } of inputs) {
      if (groupName) assert.ok(groups.includes(groupName), groupName)
      const asked = (visibleRule ?? '').match(/\b[A-Za-z]+(?= !?= )/g) ?? []
      for (const name of asked) assert.ok(names.includes(name.toLowerCase()), visibleRule)
    }
    assert.deepEqual([...new Set(inputs.map(({ groupName }) => groupName))], [undefined, ...groups])
  })

  it('offers a list of choices, with their default among them', () => {
    for (const { name, options, defaultValue } of inputs.filter(({ type }) => type === 'pickList')) {
      assert.ok(defaultValue === undefined || options?.[String(defaultValue)], name)
      assert.deepEqual(Object.keys(options ?? {}), Object.values(options ?? {}))
    }
  })

  it('may set its outputs, and nothing else', () => {
    const outputs = task.outputVariables.map(({ name }: { name: string }) => name)
    assert.deepEqual(outputs, [
      'accessToken',
      'tokenType',
      'expiresOn',
      'expiresIn',
      'scope',
      'apiUrl',
      'tenantId',
      'principalId',
      'credential',
    ])
    assert.deepEqual(task.restrictions.settableVariables.allowed, outputs)
    for (const command of [
      'task.uploadsummary',
      'task.setendpoint',
      'artifact.upload',
      'build.updatebuildnumber',
    ])
      assert.ok(!isCommandAllowed(task.restrictions, command), command)
  })
})
