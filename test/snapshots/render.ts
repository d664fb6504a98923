import { stringify } from 'yaml'
import type { RecordedRequest } from '../emulator/request.ts'
import type { Annotation } from '../runner/annotation.ts'
import { parseWorkflowCommand } from '../runner/workflow-command.ts'
import type { ScenarioResult } from '../scenario.ts'
import type { Names } from './names.ts'
import type { Event } from './timeline.ts'

export interface Story {
  name: string
  /** What the stage is, in a sentence or two. */
  is: string
  /** The step's `with:`, as its author writes it. */
  written: Record<string, string>
  events: readonly Event[]
  result: ScenarioResult
  names: Names
}

/** Characters of a line where it only marks its place. */
const EXCERPT = 72

const COMMANDS = new Set(['add-mask', 'error', 'warning', 'notice', 'debug'])

/** Form fields that say which version of what asks, on which machine. */
const ABOUT_THE_CLIENT = /^x-(client|app|ms-lib)-/

/** What a step did, as a Markdown page. */
export function render({ name, is, written, events, result, names }: Story): string {
  const { outcome, log, outputs, env, summary, annotations } = result
  const inputs = Object.entries(written).map(([input, value]) => [input, names.apply(value)])
  const step = { uses: 'OWNER/power-platform-token@v1', id: 'token', with: Object.fromEntries(inputs) }
  return [
    `# ${name}\n\n${is}\n`,
    section('The step', 'yaml', stringify([step], { lineWidth: 0, schema: 'failsafe' })),
    section('What it does, in order', 'text', withoutRepeats(events.flatMap((event) => tell(event, names)))),
    section(`Its log: ${outcome}`, 'text', names.apply(log)),
    section(
      'Annotations',
      'text',
      annotations.map((annotation) => names.apply(describe(annotation, log))),
    ),
    section('Outputs', 'text', listed(outputs, names)),
    section('Variables of later steps', 'text', listed(env, names)),
    section("Its part of the job's summary", 'markdown', names.apply(summary)),
  ].join('\n')
}

function section(heading: string, language: string, content: string | string[]): string {
  const text = [content].flat().join('\n').trimEnd()
  // The summary has fences of three.
  const block = text === '' ? 'None.' : ['````'.concat(language), text, '````'].join('\n')
  return `## ${heading}\n\n${block}\n`
}

function tell(event: Event, names: Names): string[] {
  return 'line' in event ? [tellLine(event.line, names)] : tellRequest(event.request, names)
}

function tellLine(line: string, names: Names): string {
  const command = parseWorkflowCommand(line, COMMANDS)
  if (command?.name === 'add-mask') return entry('mask', names.ofMask(command.data))
  const [first = ''] = names.apply(command?.data ?? line).split('\n')
  return entry(command?.name ?? 'log', first.length > EXCERPT ? `${first.slice(0, EXCERPT)}…` : first)
}

function tellRequest(request: RecordedRequest, names: Names): string[] {
  const { method, host, path, query, headers, form, status } = request
  // Only the identity endpoint of a machine is on loopback, in plain HTTP.
  const scheme = host.startsWith('127.0.0.1') ? 'http' : 'https'
  const search = query.size > 0 ? `?${decodeURIComponent(query.toString())}` : ''
  const fields = [...(form ?? [])].filter(([field]) => !ABOUT_THE_CLIENT.test(field))
  const ofClient = [...(form?.keys() ?? [])].filter((field) => ABOUT_THE_CLIENT.test(field))
  return [
    entry(method, names.apply(`${scheme}://${host}${path}${search}`)),
    ...(headers.authorization ? [entry('', names.apply(`authorization: ${headers.authorization}`))] : []),
    ...fields.map((field) => entry('', names.apply(field.join('=')))),
    ...(ofClient.length > 0 ? [entry('', ofClient.join(', '))] : []),
    entry('answer', String(status ?? 'none')),
  ]
}

const entry = (kind: string, text: string) => `${kind.padEnd(8)} ${text}`

/** The lines of a secret are masked one after the other. */
function withoutRepeats(entries: string[]): string[] {
  return entries.filter((text, index) => text !== entries[index - 1] || !text.startsWith('mask '))
}

function describe({ type, title, message }: Annotation, log: string): string {
  const heading = title === undefined ? type : `${type}: ${title}`
  return log.includes(message) ? `${heading} (as in the log)` : `${heading}\n${message}`
}

function listed(values: Record<string, string>, names: Names): string[] {
  return Object.entries(values).map((pair) => names.apply(pair.join('=')))
}
