import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parse, parseDocument } from 'yaml'
import { credentialKinds, defaultKind } from '../../src/credentials/registry.ts'
import {
  action,
  anchor,
  blocks,
  code,
  codes,
  documentation,
  identityEndpoint,
  page,
  pages,
  section,
  table,
} from './pages.ts'

const ACTION = 'OWNER/power-platform-token@v1'
const ENDPOINT = 'OWNER/power-platform-token/identity-endpoint@v1'
/** What the documentation uses of this repository, by its one reference. */
const actions = new Map([
  [ACTION, action],
  [ENDPOINT, identityEndpoint],
])
const actionOf = ({ uses = '' }: Step) => actions.get(uses)

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

const sources = documentation.flatMap((page) => blocks(page, 'yaml'))
const documents: (Workflow | Step[])[] = sources.map((source) => parse(source))
const workflows = documents.filter((document): document is Workflow => !Array.isArray(document))
const snippets = documents.filter((document): document is Step[] => Array.isArray(document))
/** A snippet's steps go after those of the quick start, as the text says. */
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
const credentialsPage = page('docs/credentials.md')

describe('the workflows of the documentation', () => {
  test('parse without a warning', () => {
    for (const source of sources) {
      const { errors, warnings } = parseDocument(source)
      assert.deepEqual([...errors, ...warnings], [], source)
    }
    for (const workflow of workflows) {
      assert.ok(workflow.name && workflow.on && workflow.permissions && workflow.jobs, workflow.name)
    }
  })

  test('use the one reference of each action', () => {
    const references = pages.flatMap(
      ({ text }) => text.match(/OWNER\/power-platform-token[\w/-]*@\w+/g) ?? [],
    )
    // The advice on pinning has a word where the commit's SHA goes.
    assert.deepEqual(new Set(references), new Set([ACTION, ENDPOINT, 'OWNER/power-platform-token@SHA']))
    for (const workflow of workflows) assert.equal(actionSteps(workflow).length, 1, workflow.name)
  })

  test('give each action only inputs that it has', () => {
    for (const { job } of jobs) {
      for (const step of job.steps.filter(actionOf)) {
        for (const name of Object.keys(inputs(step)))
          assert.ok(actionOf(step)?.inputs[name], `no input ${name}`)
      }
    }
  })

  test("may check out, and ask for the job's own OIDC token where they need it, and no more", () => {
    for (const { job, permissions } of jobs) {
      for (const step of job.steps.filter(actionOf)) {
        const needed =
          kindOf(step) === 'federated' &&
          !('federated-token' in inputs(step)) &&
          !('federated-token-file' in inputs(step))
        assert.deepEqual(permissions, { ...(needed && { 'id-token': 'write' }), contents: 'read' })
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
          const before = ids.get(id)
          assert.ok(before && actionOf(before), `no step ${id} before this one`)
          assert.ok(actionOf(before)?.outputs[name], `no output ${name}`)
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

describe('docs/credentials.md', () => {
  test('plays every credential in a whole workflow, as README lists them', () => {
    const played = blocks(credentialsPage, 'yaml').map((source) => parse(source) as Workflow)
    const kinds = played.flatMap(actionSteps).map((step) => code(kindOf(step) ?? ''))
    assert.deepEqual(
      kinds,
      table(page('README.md'), 'Credentials').map(([credential]) => credential),
    )
  })

  test('has the workflow that README links to for each credential, with the inputs that it names', () => {
    for (const [credential = '', , names = '', link = ''] of table(page('README.md'), 'Credentials')) {
      const [, fragment] = /\(docs\/credentials\.md#(.+)\)$/.exec(link) ?? []
      const heading = credentialsPage.headings.find((title) => anchor(title) === fragment) ?? ''
      const [, source = ''] = /^```yaml\n([\s\S]*?)^```$/m.exec(section(credentialsPage, heading)) ?? []
      const [step = {}] = actionSteps(parse(source))
      assert.equal(code(kindOf(step) ?? ''), credential, link)
      const own = Object.keys(inputs(step)).filter((name) => name !== 'verify')
      for (const name of own) assert.ok(codes(names).includes(name), `${link}: ${name}`)
    }
  })
})

function actionSteps({ jobs }: Workflow): Step[] {
  return Object.values(jobs).flatMap(({ steps }) => steps.filter(actionOf))
}

function inputs(step: Step): Record<string, unknown> {
  return step.with ?? {}
}

/** The credential that a step names, or the one whose inputs it gives. */
function kindOf(step: Step): string | undefined {
  const given = inputs(step)
  if (given.credential !== undefined) return String(given.credential)
  return (credentialKinds.find((kind) => kind.inputs.some(({ name }) => name in given)) ?? defaultKind).name
}
