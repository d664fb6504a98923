import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parse, parseDocument } from 'yaml'
import { credentialKinds } from '../src/credentials/registry.ts'
import { clouds } from '../src/values/clouds.ts'
import { startScenario, theError, trust } from './scenario.ts'

const ACTION = 'OWNER/power-platform-token@v1'

interface Step {
  id?: string
  uses?: string
  with?: Record<string, unknown>
  run?: string
}

interface Job {
  permissions?: Record<string, string>
  steps: Step[]
}

interface Workflow {
  name?: string
  on?: unknown
  permissions?: Record<string, string>
  jobs: Record<string, Job>
}

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const readme = read('README.md')
const action: {
  inputs: Record<string, { description: string; default?: string }>
  outputs: Record<string, { description: string }>
} = parse(read('action.yml'))
const scripts: Record<string, string> = JSON.parse(read('package.json')).scripts

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm
const prose = readme.replace(FENCE, '')
const headings = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title)
const documents: (Workflow | Step[])[] = blocks('yaml').map((source) => parse(source))
const workflows = documents.filter((document): document is Workflow => !Array.isArray(document))
const snippets = documents.filter((document): document is Step[] => Array.isArray(document))
/** A snippet's steps go after those of the first workflow, as the text says. */
const jobs = [
  ...workflows.flatMap((workflow) =>
    Object.values(workflow.jobs).map((job) => ({
      job,
      permissions: job.permissions ?? workflow.permissions,
    })),
  ),
  ...snippets.map((steps) => {
    const first = workflows[0] as Workflow
    const [job] = Object.values(first.jobs)
    return { job: { steps: [...(job?.steps ?? []), ...steps] }, permissions: first.permissions }
  }),
]

describe('README', () => {
  test('lists the inputs of action.yml', () => {
    const rows = Object.entries(action.inputs).map(([name, { default: value = '', description }]) => [
      code(name),
      code(value),
      description,
    ])
    assert.deepEqual(table('Inputs'), rows)
  })

  test('lists the outputs of action.yml', () => {
    const rows = Object.entries(action.outputs).map(([name, { description }]) => [code(name), description])
    assert.deepEqual(table('Outputs'), rows)
  })

  test('lists the clouds', () => {
    const rows = clouds.map(({ name, aliases, authorityHost, apiUrl, federatedAudience }) => [
      code(name),
      aliases.map(code).join(', '),
      code(new URL(authorityHost).host),
      code(apiUrl),
      code(federatedAudience),
    ])
    assert.deepEqual(table('Clouds'), rows)
  })

  test('sets up every credential', () => {
    const set = new Set(table('Set-up').map(([credential]) => credential))
    assert.deepEqual(set, new Set(credentialKinds.map(({ name }) => code(name))))
  })

  test('plays every credential in a workflow', () => {
    const kinds = workflows.flatMap(actionSteps).map(kindOf)
    assert.deepEqual(new Set(kinds), new Set(credentialKinds.map(({ name }) => name)))
  })

  test('links to what exists', () => {
    const anchors = new Set(headings.map(anchor))
    const links = [...prose.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target)
    assert.ok(links.length > 0)
    for (const link of links.filter((link) => !link.startsWith('https://'))) {
      const [path, fragment] = link.split('#')
      if (path) assert.ok(existsSync(new URL(`../${path}`, import.meta.url)), `${link}: no such file`)
      if (fragment !== undefined) assert.ok(anchors.has(fragment), `${link}: no such heading`)
    }
    assert.equal(anchors.size, headings.length, 'two headings have the same anchor')
  })

  test('and SECURITY name files that exist', () => {
    const named = [...read('SECURITY.md').matchAll(/`((?:src|test|dist|\.ci)\/[^`\s]*)`/g)]
    assert.ok(named.length > 10)
    for (const [, path = ''] of named) {
      assert.ok(globSync(path, { cwd: new URL('..', import.meta.url) }).length > 0, `${path} is not there`)
    }
  })

  test('names npm scripts that package.json has', () => {
    const named = [...readme.matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)].map(([, name = '']) => name)
    assert.deepEqual(new Set(named), new Set(['demo', 'test', 'test:workflows']))
    for (const name of named) assert.ok(scripts[name], `npm run ${name}`)
  })
})

describe('the error in README', () => {
  test('is what the action prints', async () => {
    await using scenario = await startScenario()
    const repository = 'contoso/deploy'
    trust(scenario, { repository })
    const result = await scenario.run({}, { job: { repository, environment: 'production' } })
    const printed = withoutIds(theError(result)).split('\n')
    const shown = withoutIds(blocks('text')[0] ?? '')
      .trimEnd()
      .split('\n')
    assert.equal(shown[0], printed[0])
    assert.equal(shown.at(-1), printed.at(-1))
    for (const line of shown) {
      const pattern = line.split('…').map(RegExp.escape).join('.*')
      assert.ok(
        printed.some((each) => new RegExp(`^${pattern}$`).test(each)),
        `${line} is not in ${printed.join('\n')}`,
      )
    }
  })
})

function withoutIds(text: string): string {
  return text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID').replace(/^(Timestamp:).*/m, '$1')
}

describe('the workflows of README', () => {
  test('parse without a warning', () => {
    for (const source of blocks('yaml')) {
      const { errors, warnings } = parseDocument(source)
      assert.deepEqual([...errors, ...warnings], [], source)
    }
    for (const workflow of workflows) {
      assert.ok(workflow.name && workflow.on && workflow.permissions && workflow.jobs, workflow.name)
    }
  })

  test('use the one reference of the action', () => {
    const references = [...readme.matchAll(/OWNER\/power-platform-token@\w+/g)].map(([name]) => name)
    // The advice on pinning has a word where the commit's SHA goes.
    assert.deepEqual(new Set(references), new Set([ACTION, 'OWNER/power-platform-token@SHA']))
    for (const workflow of workflows) assert.equal(actionSteps(workflow).length, 1, workflow.name)
  })

  test('give the action only inputs that it has', () => {
    for (const step of workflows.flatMap(actionSteps)) {
      for (const name of Object.keys(step.with ?? {})) assert.ok(action.inputs[name], `no input ${name}`)
    }
  })

  test("may ask for the job's own OIDC token where they need it, and only there", () => {
    for (const { job, permissions } of jobs) {
      for (const step of job.steps.filter(({ uses }) => uses === ACTION)) {
        const needed =
          kindOf(step) === 'federated' &&
          !('federated-token' in inputs(step)) &&
          !('federated-token-file' in inputs(step))
        assert.equal(permissions?.['id-token'], needed ? 'write' : undefined)
      }
    }
  })

  test('read outputs that a step before them has', () => {
    let count = 0
    for (const { job } of jobs) {
      const ids = new Map<string, Step>()
      for (const step of job.steps) {
        for (const [, id = '', name = ''] of JSON.stringify(step).matchAll(
          /steps\.([\w-]+)\.outputs\.([\w-]+)/g,
        )) {
          assert.equal(ids.get(id)?.uses, ACTION, `no step ${id} before this one`)
          assert.ok(action.outputs[name], `no output ${name}`)
          count++
        }
        if (step.id) ids.set(step.id, step)
      }
    }
    assert.ok(count > 0)
  })

  test('put no expression into a script', () => {
    for (const { job } of jobs) for (const { run } of job.steps) assert.doesNotMatch(run ?? '', /\$\{\{/)
  })
})

describe('the commands of README', () => {
  const written = new Map(
    blocks('bash')
      .flatMap((source) => [...source.matchAll(/^cat > (\S+) <<EOF\n([\s\S]*?)^EOF$/gm)])
      .map(([, name = '', json = '']) => [name, json]),
  )

  test('write JSON', () => {
    assert.deepEqual([...written.keys()], ['credential.json', 'role.json'])
    for (const json of [...written.values(), ...blocks('json')])
      assert.doesNotThrow(() => JSON.parse(json), json)
  })

  test('read files that were written before', () => {
    const files = blocks('bash').flatMap((source) => [...source.matchAll(/(?:--parameters |--body @)(\S+)/g)])
    assert.equal(files.length, 2)
    for (const [argument, name = ''] of files) assert.ok(written.has(name), argument)
  })

  test("create a credential of GitHub's for the public cloud", () => {
    const { issuer, audiences } = JSON.parse(written.get('credential.json') ?? '')
    assert.equal(issuer, 'https://token.actions.githubusercontent.com')
    assert.deepEqual(audiences, [clouds[0]?.federatedAudience])
  })
})

function blocks(language: string): string[] {
  return [...readme.matchAll(FENCE)]
    .filter(([, name]) => name === language)
    .map(([, , source = '']) => source)
}

/** The cells of the first table under a heading, without its head. */
function table(heading: string): string[][] {
  const section = prose.split(/^#+ /m).find((text) => text.startsWith(`${heading}\n`)) ?? ''
  const [lines = ''] = /(?:^\|.*\|\n)+/m.exec(section) ?? []
  const rows = lines
    .trim()
    .split('\n')
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
  return rows.slice(2)
}

function code(text: string): string {
  return text && `\`${text}\``
}

/** As GitHub makes them: lower case, no punctuation, hyphens for spaces. */
function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}

function actionSteps({ jobs }: Workflow): Step[] {
  return Object.values(jobs).flatMap(({ steps }) => steps.filter(({ uses }) => uses === ACTION))
}

function inputs(step: Step): Record<string, unknown> {
  return step.with ?? {}
}

/** The credential that a step names, or the one whose inputs it gives. */
function kindOf(step: Step): string | undefined {
  const given = inputs(step)
  if (given.credential !== undefined) return String(given.credential)
  return (credentialKinds.find((kind) => kind.inputs.some((name) => name in given)) ?? credentialKinds[0])
    ?.name
}
