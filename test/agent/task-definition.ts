import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { TaskRestrictions } from './restrictions.ts'

interface TaskInput {
  name: string
  type?: string
  defaultValue?: unknown
  aliases?: string[]
}

interface Handler {
  target: string
  workingDirectory?: string
}

/** What the agent takes from a task.json (src/Agent.Worker/TaskManager.cs). */
export interface TaskDefinition {
  id: string
  name: string
  friendlyName: string
  description: string
  author: string
  help: string
  version: string
  inputs: TaskInput[]
  outputVariables: string[]
  restrictions: TaskRestrictions
  /** By the handlers' names in lower case */
  execution: Map<string, Handler>
}

/** Reads task.json. */
export function readTaskDefinition(directory: string): TaskDefinition {
  const file = path.join(directory, 'task.json')
  if (!existsSync(file)) throw new Error(`No task.json in ${directory}`)
  const json = JSON.parse(readFileSync(file, 'utf8'))
  const { Major = 0, Minor = 0, Patch = 0 } = json.version ?? {}
  return {
    id: json.id ?? '',
    name: json.name ?? '',
    friendlyName: json.friendlyName ?? '',
    description: json.description ?? '',
    author: json.author ?? '',
    help: json.helpUrl ?? json.helpMarkDown ?? '',
    version: `${Major}.${Minor}.${Patch}`,
    inputs: json.inputs ?? [],
    outputVariables: (json.outputVariables ?? []).map(({ name }: { name: string }) => name),
    restrictions: json.restrictions ?? {},
    execution: new Map(
      Object.entries<Handler>(json.execution ?? {}).map(([name, handler]) => [name.toLowerCase(), handler]),
    ),
  }
}

// From the first choice to the last (Priority in TaskManager.cs); the agent knows no other handler of Node.
const handlers = ['Node24', 'Node20_1', 'Node16', 'Node10', 'Node'] as const

export interface ChosenHandler {
  name: string
  target: string
  workingDirectory: string | undefined
  nodeMajor: 20 | 24
}

/**
 * Chooses the newest handler that the task has, and the Node for it, which is another matter: without a feature that
 * the organization must have, Node 20 runs what a task declares for Node 24 (GetNodeLocation in Handlers/NodeHandler.cs).
 */
export function chooseHandler({ execution }: TaskDefinition, wanted: 20 | 24): ChosenHandler {
  const name = handlers.find((candidate) => execution.has(candidate.toLowerCase()))
  const handler = name && execution.get(name.toLowerCase())
  if (!name || !handler) throw new Error(`This agent has no handler for ${[...execution.keys()].join(', ')}`)
  if (name !== 'Node24' && name !== 'Node20_1') throw new Error(`This agent has no Node for ${name}`)
  if (!handler.target) throw new Error(`${name} has no target`)
  return {
    name,
    target: handler.target,
    workingDirectory: handler.workingDirectory || undefined,
    nodeMajor: name === 'Node24' ? wanted : 20,
  }
}
