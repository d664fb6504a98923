/*
 * What a task.json may hold, as far as this task uses it, and nothing else (tasks.schema.json of
 * microsoft/azure-pipelines-task-lib; microsoft/azure-pipelines-agent, TaskManager.cs and TaskCommandExtension.cs).
 */

const text = { type: 'string', minLength: 1, maxLength: 250 }
const name = { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9]*$' }
const object = (properties: Record<string, object>, optional: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((each) => !optional.includes(each)),
  properties,
})
const listOf = (items: object) => ({ type: 'array', minItems: 1, uniqueItems: true, items })
const oneOf = (...values: string[]) => ({ type: 'string', enum: values })

/** The agent knows no `Node20`, though others write that. */
const handler = object({ target: { type: 'string', pattern: '^[a-z-]+\\.cjs$' } })

const input = {
  ...object(
    {
      name,
      aliases: listOf(name),
      type: {
        type: 'string',
        // There is none for secrets.
        pattern:
          '^(boolean|filePath|multiLine|pickList|radio|secureFile|string|int|connectedService:[A-Za-z-]+)$',
      },
      label: { ...text, maxLength: 40 },
      defaultValue: { type: ['string', 'boolean'] },
      required: { type: 'boolean' },
      helpMarkDown: text,
      groupName: name,
      visibleRule: {
        type: 'string',
        pattern: '^[A-Za-z]+ (=|!=) [\\w-]+( (&&|\\|\\|) [A-Za-z]+ (=|!=) [\\w-]+)*$',
      },
      properties: object({ EditableOptions: oneOf('True', 'False') }),
      options: { type: 'object', additionalProperties: text, minProperties: 2 },
    },
    ['aliases', 'defaultValue', 'groupName', 'visibleRule', 'properties', 'options'],
  ),
  // Options are for lists, and each list has them; a default of a switch is one.
  allOf: [
    {
      if: { properties: { type: { enum: ['pickList', 'radio'] } } },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so
      then: { required: ['options'] },
      else: { not: { required: ['options'] } },
    },
    {
      if: { properties: { type: { const: 'boolean' } } },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so
      then: { properties: { defaultValue: { type: 'boolean' } } },
      else: { properties: { defaultValue: { type: 'string', minLength: 1 } } },
    },
  ],
}

export const taskSchema = object({
  id: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  name: { type: 'string', pattern: '^[A-Za-z0-9-]+$' },
  // tfx refuses a longer one.
  friendlyName: { ...text, maxLength: 40 },
  description: text,
  helpUrl: { type: 'string', pattern: '^https://' },
  helpMarkDown: { type: 'string', pattern: '^\\[[^\\]]+\\]\\(https://[^)]+\\)$' },
  author: text,
  category: oneOf('Azure Repos', 'Azure Boards', 'Azure Pipelines', 'Azure Test Plans', 'Azure Artifacts'),
  visibility: listOf(oneOf('Build', 'Release')),
  runsOn: listOf(oneOf('Agent', 'MachineGroup', 'DeploymentGroup')),
  version: object({
    Major: { type: 'integer', minimum: 0 },
    Minor: { type: 'integer', minimum: 0 },
    Patch: { type: 'integer', minimum: 0 },
  }),
  minimumAgentVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
  instanceNameFormat: text,
  groups: listOf(
    object({ name, displayName: text, isExpanded: { type: 'boolean' }, visibleRule: text }, ['visibleRule']),
  ),
  inputs: listOf(input),
  outputVariables: listOf(object({ name, description: text })),
  restrictions: object({
    commands: object({ mode: oneOf('restricted') }),
    settableVariables: object({ allowed: listOf(name) }),
  }),
  execution: object({ Node20_1: handler, Node24: handler }),
})
