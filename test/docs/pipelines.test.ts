import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parse, parseDocument } from 'yaml'
import { credentialKinds } from '../../src/credentials/registry.ts'
import { blocks, codes, page, read, table } from './pages.ts'
import {
  documentedPipelines,
  marketplacePage,
  readPipeline,
  type Step,
  TASK,
  taskManifest,
} from './pipelines.ts'

const docs = page('docs/azure-pipelines.md')
const [marketplaceSteps = ''] = blocks({ ...docs, text: marketplacePage }, 'yml')
const all = [...documentedPipelines, readPipeline(`steps:\n${marketplaceSteps}`)]
const jobs = all.flatMap(({ stages }) => stages.flat())
const outputs = taskManifest.outputVariables.map(({ name }) => name)
const inputs = new Map(
  taskManifest.inputs.flatMap((input) =>
    [input.name, ...(input.aliases ?? [])].map((name) => [name, input] as const),
  ),
)
const isTask = ({ task }: Step) => task === TASK
const tasks = jobs.flatMap(({ steps }) => steps).filter(isTask)

/** https://learn.microsoft.com/azure/devops/pipelines/tasks/reference/azure-cli-v2 */
const CLI_TASK = 'AzureCLI@2'
const CLI_INPUTS = ['azureSubscription', 'scriptType', 'scriptLocation', 'inlineScript']

describe('the pipelines of the documentation', () => {
  test('parse without a warning', () => {
    for (const { source } of all) {
      const { errors, warnings } = parseDocument(source)
      assert.deepEqual([...errors, ...warnings], [], source)
    }
  })

  test('are whole: they say when they run, where, and what they do', () => {
    const whole = documentedPipelines.filter(({ parameters }) => !parameters)
    assert.ok(whole.length > 8)
    for (const { source, hasPool, stages } of whole) {
      assert.ok('trigger' in parse(source) && hasPool, source)
      for (const { steps } of stages.flat()) assert.ok(steps.length > 0, source)
    }
  })

  test('name no task but this one, and that in whose script the command line runs', () => {
    assert.ok(tasks.length > 10)
    for (const { steps } of jobs)
      for (const { task = TASK } of steps) assert.ok([TASK, CLI_TASK].includes(task), task)
  })

  test('give the Azure CLI only inputs that its task has', () => {
    const given = jobs.flatMap(({ steps }) => steps).filter(({ task }) => task === CLI_TASK)
    assert.ok(given.length > 0)
    for (const { inputs: names = {}, env = {} } of given) {
      assert.deepEqual(Object.keys(names), CLI_INPUTS)
      assert.deepEqual(env, { SYSTEM_ACCESSTOKEN: '$(System.AccessToken)' })
    }
  })

  test('give the task only inputs that it has, and values that it knows', () => {
    for (const { inputs: given = {} } of tasks) {
      for (const [name, value] of Object.entries(given)) {
        const input = inputs.get(name)
        assert.ok(input, `no input ${name}`)
        if (input.options) assert.ok(String(value) in input.options, `${name}: ${value}`)
      }
    }
  })

  test('read outputs that a step before them has', () => {
    let count = 0
    for (const { steps } of jobs) {
      const before = new Map<string, Step>()
      for (const step of steps) {
        for (const [, name = '', output = ''] of JSON.stringify(step).matchAll(
          /\$\((?!System\.)(\w+)\.(\w+)\)/g,
        )) {
          assertOutput(before.get(name), output)
          count++
        }
        if (step.name) before.set(step.name, step)
      }
    }
    assert.ok(count > 15)
  })

  test('read outputs of another job only where it comes before, and no secret ones', () => {
    let count = 0
    for (const stage of all.flatMap(({ stages }) => stages)) {
      for (const { variables, dependsOn } of stage) {
        for (const [, job, name, output = ''] of JSON.stringify(variables).matchAll(
          /dependencies\.(\w+)\.outputs\['(\w+)\.(\w+)'\]/g,
        )) {
          const other = stage.find((each) => each.name === job)
          assert.ok(other && dependsOn.includes(other.name), `${job} does not come before`)
          assertOutput(
            other.steps.find((step) => step.name === name),
            output,
          )
          assert.notEqual(output, 'accessToken')
          count++
        }
      }
    }
    assert.ok(count > 0)
  })

  test('give each template the parameters that it has', () => {
    const templates = documentedPipelines.filter(({ parameters }) => parameters)
    const users = jobs.flatMap(({ steps }) => steps).filter(({ template }) => template)
    assert.deepEqual([templates.length, users.length], [1, 2])
    for (const { template, parameters } of users) {
      assert.match(docs.prose, new RegExp(`with \`${template}\``))
      assert.deepEqual(Object.keys(parameters ?? {}), templates[0]?.parameters)
    }
    for (const { source, parameters } of templates)
      for (const [, name = ''] of source.matchAll(/\$\{\{ parameters\.(\w+) \}\}/g))
        assert.ok(parameters?.includes(name), name)
  })

  test('put no variable into a script, whose text it would become', () => {
    for (const { steps } of jobs)
      for (const { bash = '', pwsh = '' } of steps) assert.doesNotMatch(bash + pwsh, /\$\([A-Za-z]\w*\./)
  })

  test('write no secret out: each comes from a variable', () => {
    const secrets = credentialKinds
      .flatMap((kind) => kind.inputs)
      .filter(({ isSecret }) => isSecret)
      .map(({ name }) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()))
    const given = tasks.flatMap((step) =>
      Object.entries(step.inputs ?? {}).filter(([name]) => secrets.includes(name)),
    )
    assert.ok(given.length > 3)
    for (const [name, value] of given) assert.match(String(value), /^\$\([A-Z_]+\)$/, name)
  })
})

test("the Marketplace's page shows a picture that the extension has, with words for those who don't see it", () => {
  const images = [...marketplacePage.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)]
  assert.equal(images.length, 1)
  for (const [, words = '', path] of images) {
    assert.ok(words.length > 50)
    assert.ok(read('scripts/package.ts').includes(`'azure-pipelines/${path}': '${path}'`), path)
  }
})

test('docs/azure-pipelines.md lists every output', () => {
  const listed = table(docs, 'Use the token').flatMap(([names = '']) => codes(names))
  assert.deepEqual(
    listed,
    outputs.map((name) => `$(token.${name})`),
  )
})

test('docs/azure-pipelines.md explains what a log really says', () => {
  const said = table(docs, 'When it fails').flatMap(([words = '']) => codes(words))
  assert.ok(said.length > 10)
  const printed = read('dist/azure-pipelines.cjs') + read('test/agent/agent.ts')
  const { headings } = page('docs/troubleshooting.md')
  // Of Azure DevOps itself, before anything runs.
  const others = said.filter((words) => !printed.includes(words) && !headings.includes(words))
  assert.deepEqual(others, [
    "A task is missing. The pipeline references a task called 'PowerPlatformToken'",
    'references service connection … which could not be found',
  ])
})

function assertOutput(step: Step | undefined, output: string): void {
  assert.ok(step && isTask(step), `no step of the task for ${output}`)
  assert.ok(outputs.includes(output), `no output ${output}`)
}
