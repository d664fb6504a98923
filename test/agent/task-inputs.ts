import path from 'node:path'
import type { SecureFile, ServiceEndpoint } from './service-endpoint.ts'
import type { TaskDefinition } from './task-definition.ts'
import { expandMacros, type Variables } from './variables.ts'

export interface InputSources {
  /** The step's `inputs:` */
  given: Record<string, string>
  connections: readonly ServiceEndpoint[]
  secureFiles: readonly SecureFile[]
  variables: Variables
  /** The agent's own environment, whose variables are macros too */
  machine: Record<string, string>
  /** The folder of the sources, where relative paths start */
  sources: string
}

/** The inputs as the handler gets them (RunAsyncInternal in src/Agent.Worker/TaskRunner.cs). */
export function resolveInputs(definition: TaskDefinition, from: InputSources): Map<string, string> {
  const inputs = new Map<string, string>()
  for (const { name, defaultValue } of definition.inputs) {
    // That `true` without quotes becomes "true" is a guess: Json.NET reads the text that stands there.
    inputs.set(name, String(defaultValue ?? '').trim())
  }
  for (const [name, value] of Object.entries(from.given)) {
    const declared = declaredInput(definition, name.trim())
    // That an input which nobody declared reaches the task, too, is a guess.
    inputs.set(declared?.name ?? name.trim(), named(declared?.type, value.trim(), from))
  }
  for (const [name, value] of inputs) {
    const expanded = from.variables.expand(value)
    inputs.set(
      name,
      expandMacros(expanded, (variable) => from.machine[variable]),
    )
  }
  for (const { name, type } of definition.inputs) {
    // The root of the sources itself, where nothing is given.
    if (isType(type, 'filePath')) inputs.set(name, path.resolve(from.sources, inputs.get(name) ?? ''))
  }
  return inputs
}

/** The connections, or secure files, whose IDs the inputs of such a type hold, one or several between commas. */
export function referenced<Resource extends { id: string }>(
  definition: TaskDefinition,
  inputs: ReadonlyMap<string, string>,
  { isReference, resources }: { isReference: (type: string) => boolean; resources: readonly Resource[] },
): { ids: string[]; resources: Resource[] } {
  const ids = definition.inputs
    .filter(({ type = '' }) => isReference(type))
    .flatMap(({ name }) => (inputs.get(name) ?? '').split(','))
    .map((id) => id.trim().toLowerCase())
    .filter((id) => /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/.test(id))
  return { ids, resources: resources.filter(({ id }) => ids.includes(id)) }
}

export const isConnection = (type: string) => /^connectedService:/i.test(type)
export const isSecureFile = (type: string) => isType(type, 'secureFile')

const isType = (type: string | undefined, wanted: string) => type?.toLowerCase() === wanted.toLowerCase()

/** By name, or by an alias, which the server replaces before the agent hears of it. */
function declaredInput({ inputs }: TaskDefinition, given: string) {
  const isSame = (name: string) => name.toLowerCase() === given.toLowerCase()
  return inputs.find(({ name }) => isSame(name)) ?? inputs.find(({ aliases }) => aliases?.some(isSame))
}

/** The server puts the ID in the place of a connection's or a file's name, and refuses what it doesn't find. */
function named(type = '', value: string, { connections, secureFiles, variables }: InputSources): string {
  const resources = isConnection(type) ? connections : isSecureFile(type) ? secureFiles : undefined
  const name = variables.expand(value)
  if (!resources || name === '' || resources.some(({ id }) => name.includes(id))) return value
  const resource = resources.find((candidate) => candidate.name === name)
  if (!resource) throw new Error(`The pipeline is not valid: ${name} could not be found`)
  return resource.id
}
