import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { parse, parseDocument } from 'yaml'
import { ciSystems } from '../../src/hosts/terminal/ci-systems.ts'
import { parseCommandLine } from '../../src/hosts/terminal/command-line.ts'
import { splitWords } from '../../src/hosts/terminal/split-words.ts'
import { publicCloud } from '../../src/values/clouds.ts'
import { sourceOf } from '../clients/examples.ts'
import { blocks, page, section, table } from '../docs/pages.ts'
import {
  type CommandLineResult,
  type CommandLineScenario,
  node,
  program,
  startCommandLine,
  tokenOf,
} from './command-line.ts'

const docs = page('docs/other-ci.md')
const [gitLab = '', buildkite = '', circleCi = ''] = ['GitLab', 'Buildkite', 'CircleCI'].map(sourceIn)
const jenkins = sourceIn('Jenkins')
const [execGitLab = '', execJenkins = '', execBuildkite = '', execCircleCi = ''] = [
  ...['exec in GitLab', 'exec in Jenkins', 'exec in Buildkite', 'exec in CircleCI'],
].map(sourceIn)
const inVariable = blocks(docs, 'bash').find((block) => block.includes('eval')) ?? ''
const inPipe = blocks(docs, 'bash').find((block) => block.includes('curl')) ?? ''

/** The pipeline under a heading. */
function sourceIn(heading: string): string {
  const part = { ...docs, text: section(docs, heading) }
  return [...blocks(part, 'yml'), ...blocks(part, 'groovy')][0] ?? ''
}

/** A pipeline as its system runs it. */
interface Pipeline {
  name: string
  variables: Record<string, string>
  script: string
  /** How the system starts the script, which is "$0". */
  shell: string
  subject: string
}

function jenkinsPipeline(source: string): Pick<Pipeline, 'variables' | 'script'> {
  const variables = [...source.matchAll(/^ +(\w+) = '(.*)'$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ])
  const [, text = ''] = /sh '''\n([\s\S]*?)'''/.exec(source) ?? []
  // Groovy joins a line that ends in a backslash with the next.
  return { variables: Object.fromEntries(variables), script: text.replace(/\\\n/g, '') }
}

const ofGitLab = parse(gitLab).environments
const ofBuildkite = parse(buildkite)
const ofCircleCi = parse(circleCi).jobs.environments
const pipelines: Pipeline[] = [
  {
    name: 'GitLab',
    variables: ofGitLab.variables,
    script: ofGitLab.script.join('\n'),
    shell: 'bash -eo pipefail',
    subject: 'project_path:contoso/deploy:ref_type:branch:ref:main',
  },
  {
    name: 'Jenkins',
    ...jenkinsPipeline(jenkins),
    shell: 'sh -xe',
    subject: 'https://jenkins.contoso.com/job/deploy/',
  },
  {
    name: 'Buildkite',
    variables: ofBuildkite.env,
    script: ofBuildkite.steps[0].command,
    shell: 'bash -e',
    subject: '0193903e-ecd9-4c51-9156-0738da987e87',
  },
  {
    name: 'CircleCI',
    variables: ofCircleCi.environment,
    script: ofCircleCi.steps[0].run.command,
    shell: 'bash -eo pipefail',
    subject: 'org/0b0b/project/1c1c/user/2d2d',
  },
]

const [gitLabExec, buildkiteExec, circleCiExec] = [execGitLab, execBuildkite, execCircleCi].map((source) =>
  parse(source),
)
/** The same systems, with what each does for a program of hours. */
const execPipelines = pipelines.map((pipeline, index) => ({
  ...pipeline,
  ...[
    { variables: gitLabExec.deploy.variables, script: gitLabExec.deploy.script.join('\n') },
    jenkinsPipeline(execJenkins),
    { variables: buildkiteExec.env, script: buildkiteExec.steps[0].command },
    {
      variables: circleCiExec.jobs.deploy.environment,
      script: circleCiExec.jobs.deploy.steps[1].run.command,
    },
  ][index],
}))

describe('the pipelines of other CI systems', () => {
  it('parse without a warning', () => {
    for (const source of [gitLab, buildkite, circleCi, execGitLab, execBuildkite, execCircleCi]) {
      const { errors, warnings } = parseDocument(source)
      assert.deepEqual([...errors, ...warnings], [])
    }
    assert.equal(ofGitLab.id_tokens.ENTRA_ID_TOKEN.aud, publicCloud.federatedAudience)
    assert.deepEqual(
      table(docs, 'Set-up').map(([system]) => system),
      pipelines.map(({ name }) => name),
    )
  })

  it('use options that exist', () => {
    const commands = [...docs.text.matchAll(/\.cjs ((?:token|environments) --?\w[^|\n)]*)/g)].map(
      ([, line = '']) => line.replace(/[`,].*$/, '').trim(),
    )
    assert.ok(commands.length >= 8)
    const execs = [...docs.text.matchAll(/\.cjs (exec --\w.*)$/gm)].map(([, line = '']) => line)
    assert.equal(execs.length, execPipelines.length)
    commands.push(...execs)
    for (const command of commands) assert.doesNotThrow(() => parseCommandLine(splitWords(command)), command)
  })

  it('are those of which the command line speaks', () => {
    for (const { name, advice } of ciSystems) {
      assert.ok(docs.headings.includes(name), name)
      const [, command] = /--federated-token-command '(.*)'\.$/.exec(advice) ?? []
      if (!command) continue
      for (const heading of [name, `exec in ${name}`]) {
        const written =
          /--federated-token-command (?:'(.*?)'|"(.*?)")(?: --|$)/m.exec(section(docs, heading)) ?? []
        assert.deepEqual(
          splitWords(command),
          splitWords((written[1] ?? written[2] ?? '').replaceAll('\\"', '"')),
        )
      }
    }
  })
})

function isShown(result: CommandLineResult): boolean {
  return (result.stdout + result.stderr).includes(tokenOf(result))
}

describe('a pipeline', { skip: !existsSync('/usr/bin/curl') && 'no curl' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'other-ci-'))
  let scenario: CommandLineScenario

  before(async () => {
    scenario = await startCommandLine({ remembersIssuers: true })
    scenario.emulator.powerPlatform.addEnvironment(scenario.tenant.id, { displayName: 'Contoso Dev' })
    scenario.emulator.powerPlatform.assignRole({ principalId: scenario.app.objectId, role: 'Reader' })
    mkdirSync(join(folder, 'bin'))
    // The download, and the file that it brings.
    stub(
      'curl',
      '[[ " $* " == *" --output "* ]] && { touch power-platform-token.cjs; exit; }\nexec /usr/bin/curl "$@"',
    )
    stub(
      'node',
      `[[ "$1" == power-platform-token.cjs && -e $1 ]] && exec '${node}' '${program}' "\${@:2}"\n[[ "$*" == deploy.mjs && -d node_modules ]] && exec '${process.execPath}' deploy.mjs`,
    )
    // What npm would install, and what is checked out.
    stub('npm', `[[ "$*" == "install --no-save @azure/identity" ]] && ln -sfn packages node_modules`)
    symlinkSync(join(import.meta.dirname, '..', '..', 'node_modules'), join(folder, 'packages'))
    writeFileSync(join(folder, 'deploy.mjs'), sourceOf('JavaScript', 'javascript'))
    stub(
      'buildkite-agent',
      `[[ "$*" == "oidc request-token --audience api://AzureADTokenExchange --subject-claim pipeline_id" ]] && echo "$JOB_JWT"`,
    )
    stub(
      'circleci',
      `[[ "$*" == 'run oidc get --claims {"aud":"api://AzureADTokenExchange"}' ]] && echo "$JOB_JWT"`,
    )
  })
  after(async () => {
    await scenario[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true })
  })

  function stub(name: string, script: string): void {
    writeFileSync(join(folder, 'bin', name), `#!/bin/bash\n${script}\n`, { mode: 0o755 })
  }

  async function run({ name, variables, script, shell, subject }: Pipeline, trusted = subject) {
    const { app, tenant, emulator } = scenario
    assert.deepEqual(Object.keys(variables), ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID'], name)
    const sub = `${name}:${subject}`
    app.addFederatedCredential({
      ...{
        issuer: emulator.github.issuer,
        subject: `${name}:${trusted}`,
        audience: publicCloud.federatedAudience,
      },
    })
    const jwt = await emulator.github.mint({ sub })
    // GitLab and Jenkins have it in a variable, the others by a command.
    const asVariable = script.includes('ENTRA_ID_TOKEN') ? { ENTRA_ID_TOKEN: jwt } : {}
    const file = join(folder, 'script')
    writeFileSync(file, script)
    const result = await scenario.command([], {
      env: {
        ...{ AZURE_TENANT_ID: tenant.id, AZURE_CLIENT_ID: app.clientId, JOB_JWT: jwt, ...asVariable },
        ...{ PATH: `${folder}/bin:${process.env.PATH}`, CURL_CA_BUNDLE: emulator.caPath },
        NODE_USE_ENV_PROXY: '1',
      },
      hidden: [jwt],
      cwd: folder,
      script: `${shell} ${file}`,
    })
    return result
  }

  for (const pipeline of pipelines) {
    it(`of ${pipeline.name} lists the environments, and its log holds no token`, async () => {
      const result = await run(pipeline)
      const { code, stdout, stderr, requests } = result
      assert.equal(code, 0, stderr)
      assert.equal(stdout.split('\t')[1], 'Contoso Dev')
      assert.deepEqual(requests, ['login POST 200', 'api GET 200'])
      assert.equal(isShown(result), false)
    })

    it(`of ${pipeline.name} that is not trusted ends in the error that says what to do`, async () => {
      const { code, stdout, stderr } = await run({ ...pipeline, subject: 'another' }, pipeline.subject)
      assert.deepEqual([code, stdout], [1, ''])
      assert.match(stderr, /^AADSTS700213: no federated credential matches this job$/m)
      assert.match(stderr, /^More: \S+#aadsts700213\n$/m)
    })
  }

  it('that pipes the token ends in the exit code of the command line, and not in that of curl', async () => {
    const [pipeline] = pipelines
    assert.ok(pipeline)
    const script = `touch power-platform-token.cjs\n${inPipe}`
    const good = await run({ ...pipeline, script, shell: 'bash -e' })
    assert.equal(JSON.parse(good.stdout.split('\n')[1] ?? '').value[0].displayName, 'Contoso Dev')
    assert.equal(isShown(good), false)
    const { code } = await run({
      ...pipeline,
      script: script.replace('ENTRA_ID_TOKEN', 'NO_TOKEN'),
      shell: 'bash -e',
    })
    assert.equal(code, 2)
  })

  for (const pipeline of execPipelines) {
    it(`of ${pipeline.name} with exec lists the environments, and its log holds no token`, async () => {
      const result = await run(pipeline)
      const { code, stdout, stderr, requests } = result
      assert.equal(code, 0, stderr)
      assert.match(stdout, /^Contoso Dev [\da-f-]{36}$/m)
      assert.deepEqual(requests, ['login POST 200', 'api GET 200'])
      assert.equal(isShown(result), false)
    })
  }

  it('of Jenkins that keeps the token in a variable needs set +x', async () => {
    const [, pipeline] = pipelines
    assert.ok(pipeline)
    const keep = (script: string) => run({ ...pipeline, script: `touch power-platform-token.cjs\n${script}` })
    const read = `${inVariable}\n[ -n "$ACCESS_TOKEN" ] && echo "$API_URL until $EXPIRES_ON"`
    const result = await keep(read)
    const { code, stdout } = result
    assert.equal(code, 0)
    assert.match(stdout, /^https:\/\/api\.powerplatform\.com until \d{4}-/)
    assert.equal(isShown(result), false)
    await assert.rejects(keep(read.replace('set +x', '')), /a secret is in standard error/)
  })
})
