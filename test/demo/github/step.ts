import { stringify } from 'yaml'
import { type Scenario, type ScenarioResult, startScenario } from '../../scenario.ts'
import { addEnvironments, listEnvironments } from '../environments.ts'
import { heading } from '../heading.ts'
import type { DemoHost } from '../host.ts'
import { printEnd } from '../requests.ts'
import { credentials } from './credentials.ts'
import { failures } from './failures.ts'
import { repository, type Stage } from './play.ts'

/** A workflow step: the built action under the test runner, then a step that uses the token. */
export const gitHub: DemoHost = {
  credentials: Object.keys(credentials),
  failures,
  async play({ credential, failure }) {
    await using scenario = await startScenario()
    addEnvironments(scenario)
    const { written, given, options } = await setStage(scenario, credential, failure)

    heading('The workflow step')
    const inputs = { 'tenant-id': scenario.tenant.id, 'client-id': scenario.app.clientId, ...written }
    const shown = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== ''))
    console.log(
      stringify([{ uses: 'OWNER/power-platform-token@v1', id: 'token', with: shown }], { lineWidth: 0 }),
    )

    heading('Its log, as the job shows it')
    const result = await scenario.run(
      { ...inputs, ...given },
      { secrets: Object.values(given ?? {}), ...options, job: { repository, ...options?.job } },
    )
    console.log(result.log.trimEnd())
    printEnd(result)

    heading("Its part of the job's summary, in Markdown")
    console.log(result.summary.trimEnd())

    if (result.outcome === 'success') await useToken(scenario, result)
    return (result.outcome === 'success') === (failure === undefined)
  },
}

async function setStage(scenario: Scenario, credential: string, failure: string | undefined): Promise<Stage> {
  const stage = await credentials[credential]?.(scenario)
  if (!stage) throw new Error(`There is no play for ${credential}`)
  if (failure) return failures[failure]?.spoil(stage, scenario) ?? stage
  return { ...stage, written: { ...stage.written, summary: 'always' } }
}

async function useToken({ emulator }: Scenario, { outputs, mask }: ScenarioResult): Promise<void> {
  heading('Its outputs, as a later step would print them')
  for (const [output, value] of Object.entries(outputs)) console.log(`${output}: ${mask(value)}`)

  heading('A later step lists the environments with the token')
  const { 'api-url': apiUrl = '', 'access-token': token = '' } = outputs
  await listEnvironments(emulator, { apiUrl, token, mask })
}
