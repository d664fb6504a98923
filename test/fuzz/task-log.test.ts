import assert from 'node:assert/strict'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { after, before, describe } from 'node:test'
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
import { readTaskDefinition } from '../agent/task-definition.ts'
import { type PipelineScenario, startPipelines } from '../azure-pipelines/pipeline.ts'
import { assertOutcome, assertOwn } from './own-commands.ts'
import { property } from './property.ts'
import { canTravel, commandText, environmentOf, type TaskCase, taskCases } from './task-cases.ts'

const { outputVariables } = readTaskDefinition('azure-pipelines/task')
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
async function runTask(given: TaskCase): Promise<void> {
  const { host, http } = await azurePipelines(environmentOf(given))
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
  await new PipelineFailures(undefined).showFailure(presentFailure(failure, { secrets, words }))
  const shown = secrets.harmless(printable(said))
  const token = { 'access-token': 'e30.e30.x', 'token-type': shown, scope: shown, 'tenant-id': shown }
  new PipelineOutputs().handOver(token as unknown as TokenOutputs)
  secrets.mask(said)
}

const words = pipelineWords(taskInput)

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
      values: commandText,
      runs: 10_000,
      async holds(said) {
        const lines = await linesOf(() => sayAll(said))
        assert.ok(lines.length > 10, `${lines.length} lines`)
        assertOwn(lines)
      },
    })

    property('holds no command but its own, whatever is given and answered', {
      values: taskCases,
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
      values: taskCases.filter(canTravel),
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
