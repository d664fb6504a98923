import { stringify } from 'yaml'
import { call } from './demo/call.ts'
import { type CommandLine, readCommandLine, usage } from './demo/command-line.ts'
import { playLongJob } from './demo/long-job.ts'
import { repository, type Stage } from './demo/play.ts'
import { type Scenario, type ScenarioResult, startScenario } from './scenario.ts'

/*
 * Plays a workflow step against the emulator: the real `dist/` under the test runner, then a step that uses the token.
 *
 *     npm run demo
 *     npm run demo -- --credential certificate
 *     npm run demo -- --fail subject
 *     npm run demo -- --long-job
 *     npm run demo -- --help
 */
const { play, failure, isLong } = chosen()
if (isLong) process.exit((await playLongJob(heading)) ? 0 : 1)
await using scenario = await startScenario()
addEnvironments(scenario)
const { written, given, options } = await setStage()

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
const requests = result.recorded.length > 0 ? 'with these requests:' : 'without a request.'
console.log(`\n${result.outcome} after ${Math.round(result.durationMs)} ms, ${requests}`)
for (const { method, host, path, status } of result.recorded)
  console.log(`  ${status} ${method} https://${host}${path}`)

heading("Its part of the job's summary, in Markdown")
console.log(result.summary.trimEnd())

if (result.outcome === 'success') await useToken(result)
process.exitCode = (result.outcome === 'success') === (failure === undefined) ? 0 : 1

function chosen(): CommandLine {
  try {
    const commandLine = readCommandLine(process.argv.slice(2))
    if (commandLine) return commandLine
    console.log(usage)
    process.exit(0)
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`)
    process.exit(2)
  }
}

async function setStage(): Promise<Stage> {
  const stage = await play(scenario)
  if (failure) return failure.spoil(stage, scenario)
  return { ...stage, written: { ...stage.written, summary: 'always' } }
}

function addEnvironments({ emulator, tenant, app }: Scenario): void {
  emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Contoso (default)', type: 'Default' })
  emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Contoso Dev' })
  emulator.powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })
}

async function useToken({ outputs, mask }: ScenarioResult): Promise<void> {
  heading('Its outputs, as a later step would print them')
  for (const [output, value] of Object.entries(outputs)) console.log(`${output}: ${mask(value)}`)

  heading('A later step lists the environments with the token')
  const url = `${outputs['api-url']}/environmentmanagement/environments?api-version=2024-10-01`
  console.log(`GET ${url}`)
  const authorization = `Bearer ${outputs['access-token']}`
  const { status, body } = await call(scenario.emulator, { url, headers: { authorization } })
  console.log(`${status}\n${mask(JSON.stringify(body, null, 2))}`)
}

function heading(text: string): void {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 76 - text.length))}\n`)
}
