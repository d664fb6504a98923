import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { createAgentDirectories, startJob } from '../../test/agent/job.ts'
import { readTaskDefinition } from '../../test/agent/task-definition.ts'
import { taskEnvironment } from '../../test/agent/task-environment.ts'
import { resolveInputs } from '../../test/agent/task-inputs.ts'
import { Variables } from '../../test/agent/variables.ts'
import { machineEnvironment } from '../../test/runner/job-environment.ts'
import { actionDirectory } from '../../test/scenario.ts'
import type { Place } from '../stage.ts'

/** What the agent gives the task: its inputs, the connection that it names, and the variables of the job. */
export function environmentOf({ pipeline, loginOrigin }: Place, directory: string): Record<string, string> {
  const { variables: given, accessToken: token, connection } = pipeline
  const directories = createAgentDirectories(mkdtempSync(join(directory, 'agent-')))
  const { variables, masker, accessToken } = startJob({
    ...{ job: { variables: given, accessToken: token }, connections: [connection] },
    ...{ secureFiles: [], directories, debug: false },
  })
  const machine = machineEnvironment(directories)
  const inputs = resolveInputs(readTaskDefinition(join(actionDirectory, 'azure-pipelines', 'task')), {
    given: { azureSubscription: connection.id, authorityHost: loginOrigin },
    ...{ connections: [connection], secureFiles: [], variables, machine, sources: directories.sources },
  })
  return taskEnvironment({
    ...{ machine, env: {}, variables, inputs, endpoints: [connection], secureFiles: [] },
    system: { url: given['system.collectionUri'] ?? '', accessToken },
    taskVariables: new Variables(masker),
  })
}
