import {
  endpointVariables,
  environmentName,
  type SecureFile,
  type ServiceEndpoint,
  secureFileVariables,
  systemEndpointVariables,
} from './service-endpoint.ts'
import type { Variables } from './variables.ts'

export interface TaskEnvironment {
  /** The agent's own */
  machine: Record<string, string>
  /** The step's `env:`, expanded; undefined takes a variable away, whoever set it */
  env: Record<string, string | undefined>
  variables: Variables
  inputs: ReadonlyMap<string, string>
  endpoints: readonly ServiceEndpoint[]
  system: { url: string; accessToken: string }
  secureFiles: readonly SecureFile[]
  taskVariables: Variables
}

/** What the task's process gets, each over the one before (RunAsync in src/Agent.Worker/Handlers/NodeHandler.cs). */
export function taskEnvironment(task: TaskEnvironment): Record<string, string> {
  const { endpoints, secureFiles, taskVariables, system } = task
  const all = {
    ...task.machine,
    ...task.env,
    ...publicVariables(task.variables),
    ...secretVariables(task.variables),
    ...Object.fromEntries([...task.inputs].map(([name, value]) => [`INPUT_${environmentName(name)}`, value])),
    ...Object.assign({}, ...endpoints.map(endpointVariables)),
    ...systemEndpointVariables(system.url, system.accessToken),
    ...Object.assign({}, ...secureFiles.map(secureFileVariables)),
    ...Object.fromEntries(
      taskVariables.all().map(({ name, value, preserveCase }) => {
        return [`VSTS_TASKVARIABLE_${environmentName(name, preserveCase)}`, value]
      }),
    ),
    TF_BUILD: 'True',
  }
  const removed = Object.entries(task.env).flatMap(([name, value]) => (value === undefined ? [name] : []))
  return Object.fromEntries(
    Object.entries(all).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !removed.includes(entry[0]),
    ),
  )
}

/** The public variables, which every process of the job has, and the list of their names. */
export function publicVariables(variables: Variables): Record<string, string> {
  const found = variables.all().filter(({ isSecret }) => !isSecret)
  const jobStatus = found.find(({ name }) => name.toLowerCase() === 'agent.jobstatus')
  return {
    ...(jobStatus && { [jobStatus.name]: jobStatus.value }),
    ...Object.fromEntries(
      found.map(({ name, value, preserveCase }) => [environmentName(name, preserveCase), value]),
    ),
    VSTS_PUBLIC_VARIABLES: JSON.stringify(found.map(({ name }) => name)),
  }
}

/** All secret variables of the job, in clear: tasks on Node alone get them. */
function secretVariables(variables: Variables): Record<string, string> {
  const found = variables.all().filter(({ isSecret }) => isSecret)
  return {
    ...Object.fromEntries(
      found.map(({ name, value, preserveCase }) => [`SECRET_${environmentName(name, preserveCase)}`, value]),
    ),
    VSTS_SECRET_VARIABLES: JSON.stringify(found.map(({ name }) => name)),
  }
}
