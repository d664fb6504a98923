import assert from 'node:assert/strict'
import { type LoggingCommand, parseLoggingCommand } from '../agent/logging-command.ts'
import { readTaskDefinition } from '../agent/task-definition.ts'

const { outputVariables } = readTaskDefinition('azure-pipelines/task')

const says: Readonly<Record<string, RegExp>> = {
  'task.setsecret': /^$/,
  'task.setvariable': new RegExp(`^variable=(${outputVariables.join('|')}) isoutput=true( issecret=true)?$`),
  'task.logissue': /^type=(error|warning)$/,
  'task.complete': /^result=Failed$/,
  'task.debug': /^$/,
}

/** What the agent would take for a command, a warning or a mark of its own is the task's. */
export function assertOwn(lines: readonly string[]): void {
  const found = lines.map((line) => ({ line, command: parseLoggingCommand(line) }))
  for (const { line, command } of found) {
    if (command) assertMeant(line, command)
    else assert.doesNotMatch(line.replace(/^##\[error\]/, ''), /##vso|##\[/i, line)
  }
}

/** The step ends as one thing alone. */
export function assertOutcome(lines: readonly string[]): void {
  const count = (name: string) => lines.filter((line) => line.startsWith(`##vso[${name} `)).length
  const outputs = count('task.setvariable')
  assert.ok(outputs === 0 || outputs === outputVariables.length, `${outputs} outputs`)
  assert.ok(count('task.complete') === 1 || outputs > 0, 'neither a token nor a failure')
}

function assertMeant(line: string, { area, event, properties, data }: LoggingCommand): void {
  const name = `${area}.${event}`
  assert.ok(line.startsWith(`##vso[${name}`), `within a line: ${line}`)
  const said = [...properties].map((pair) => pair.join('=')).join(' ')
  assert.match(said, says[name] ?? /^not one of the task's$/, line)
  // A mask is never printed; what else a command holds is, or reaches the scripts of others.
  if (name !== 'task.setsecret') assert.doesNotMatch(data, /##vso|##\[/i, line)
  if (name === 'task.setsecret') assert.ok(data.length >= 4, 'a mask that eats the log')
  // The agent prints the lines of a message, and reads no more commands in them.
  assert.doesNotMatch(data, /^task\.(logissue|debug)$/.test(name) ? /\r/ : /[\r\n]/)
}
