import { stringify } from 'yaml'
import { type PipelineResult, type PipelineScenario, startPipelines } from '../../azure-pipelines/pipeline.ts'
import { addEnvironments, listEnvironments } from '../environments.ts'
import { heading } from '../heading.ts'
import type { DemoHost } from '../host.ts'
import { printEnd } from '../requests.ts'
import { credentials } from './credentials.ts'
import { failures } from './failures.ts'
import { type Stage, secret } from './play.ts'

/** A job's task: the built one under the test agent, then a step that uses the token. */
export const azurePipelines: DemoHost = {
  credentials: Object.keys(credentials),
  failures,
  async play({ credential, failure }) {
    await using scenario = await startPipelines()
    addEnvironments(scenario)
    const { written, options } = await setStage(scenario, credential, failure)

    heading('The pipeline')
    console.log(stringify(pipeline(written), { lineWidth: 0 }))

    heading("The task's log, as the job shows it")
    const result = await scenario.run(written, options)
    console.log(result.log.trimEnd())
    printEnd(result)

    if (result.outcome === 'Succeeded') await useToken(scenario, result)
    return (result.outcome === 'Succeeded') === (failure === undefined)
  },
}

const later = { ACCESS_TOKEN: secret('token.accessToken'), API_URL: secret('token.apiUrl') }

function pipeline(inputs: Record<string, string>): object {
  return {
    pool: { vmImage: 'ubuntu-latest' },
    steps: [
      { task: 'PowerPlatformToken@1', name: 'token', inputs },
      { bash: 'node list-environments.mjs', env: later },
    ],
  }
}

async function setStage(
  scenario: PipelineScenario,
  credential: string,
  failure: string | undefined,
): Promise<Stage> {
  const stage = await credentials[credential]?.(scenario)
  if (!stage) throw new Error(`There is no play for ${credential}`)
  return (failure ? failures[failure]?.spoil(stage, scenario) : undefined) ?? stage
}

async function useToken({ emulator }: PipelineScenario, result: PipelineResult): Promise<void> {
  const { variables, mask, expand } = result
  heading('The variables that it set, as a later step would print them')
  for (const { name, value } of Object.values(variables)) console.log(`${name}: ${mask(value)}`)

  heading('The later step, as the job shows it')
  for (const [name, macro] of Object.entries(later)) console.log(`${name}: ${mask(expand(macro))}`)
  const { API_URL, ACCESS_TOKEN } = later
  await listEnvironments(emulator, { apiUrl: expand(API_URL), token: expand(ACCESS_TOKEN), mask })
}
