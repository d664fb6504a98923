import { stringify } from 'yaml'
import { startPipelines } from './pipeline.ts'

const WIDTH = 980
const MARGIN = 24
const LINE = 21
/** What differs from run to run, as the documentation writes it. */
const TENANT_ID = '0c9d3ad4-52b1-4a8e-9c1f-6d2f5be3a7e1'
const TIME = '2026-11-22 11:15:00 UTC'

/** A pipeline and the log of its task, as a picture (SVG): from a run of the built task under the test agent. */
export async function drawRun(): Promise<string> {
  const inputs = { azureSubscription: 'contoso-deploy', verify: true }
  const step = { task: 'PowerPlatformToken@1', name: 'token', inputs }
  const later = { bash: './deploy.sh', env: { ACCESS_TOKEN: '$(token.accessToken)' } }
  const pipeline = stringify([step, later]).trimEnd().split('\n')
  return drawing([
    { title: 'azure-pipelines.yml', lines: pipeline },
    { title: 'The log of the task', lines: await logOf(inputs) },
  ])
}

/** Its first two environments are those of the documentation. */
async function logOf({ azureSubscription: name }: { azureSubscription: string }): Promise<string[]> {
  await using scenario = await startPipelines()
  const { emulator, tenant, app, project } = scenario
  for (const displayName of ['Contoso (default)', 'Contoso Dev'])
    emulator.powerPlatform.addEnvironment(tenant.id, { displayName })
  emulator.powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })
  const connection = project.addServiceConnection({ name, tenant, app })
  app.addFederatedCredential(connection.federatedCredential)
  const { outcome, log } = await scenario.run(
    { azureSubscription: name, verify: 'true' },
    { uses: [connection] },
  )
  if (outcome !== 'Succeeded') throw new Error(log)
  const lines = log
    .replaceAll(tenant.id, TENANT_ID)
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, TIME)
    .split('\n')
  // The rule ends what the agent says of every task.
  return lines.slice(lines.findLastIndex((line) => line.startsWith('====')) + 1)
}

interface Panel {
  title: string
  lines: string[]
}

/** Panels, one below the other, in the colours of a log in Azure Pipelines. */
function drawing(panels: Panel[]): string {
  const parts: string[] = []
  let top = MARGIN
  for (const { title, lines } of panels) {
    const height = (lines.length + 1) * LINE
    parts.push(
      `<text class="title" x="${MARGIN}" y="${top + 14}">${escaped(title)}</text>`,
      `<rect x="${MARGIN}" y="${top + 26}" width="${WIDTH - 2 * MARGIN}" height="${height}" rx="4"/>`,
      ...lines.map((line, index) => textOf(line, top + 26 + (index + 1) * LINE + 4)),
    )
    top += 26 + height + MARGIN
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${top}" viewBox="0 0 ${WIDTH} ${top}" role="img" aria-labelledby="title">
<title id="title">A pipeline with the task, and the log of its run</title>
<style>
svg { background: #fff } rect { fill: #1b1a19 }
text { font: 13px "DejaVu Sans Mono", Consolas, Menlo, monospace; fill: #e1dfdd; white-space: pre }
.title { font: 600 14px "DejaVu Sans", "Segoe UI", sans-serif; fill: #323130 } .section { fill: #6bb700 } .mask { fill: #f2c811 }
</style>
${parts.join('\n')}
</svg>
`
}

/** The agent's marks are colours. */
function textOf(line: string, y: number): string {
  const [, mark = '', text = line] = /^##\[(section)\](.*)$/.exec(line) ?? []
  const spans = escaped(text).replaceAll('***', '<tspan class="mask">***</tspan>')
  return `<text${mark && ` class="${mark}"`} x="${MARGIN + 16}" y="${y}">${spans}</text>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
