import type { Obstacle } from '../../ports/host.ts'
import type { Outputs, TokenOutputs } from '../../ports/outputs.ts'
import type { Harmless } from '../../values/harmless.ts'
import { taskInput } from './input-names.ts'
import { loggingCommand, withoutCommands } from './logging-commands.ts'
import { writeLine } from './output.ts'

/** The outputs of the step: variables of the job, under the name that the pipeline gives the step. */
export class PipelineOutputs implements Outputs {
  obstacles(): Obstacle[] {
    return []
  }

  handOver({ 'access-token': token, ...others }: TokenOutputs): void {
    setOutput('access-token', token, { issecret: 'true' })
    for (const [name, value] of Object.entries(others)) setOutput(name, withoutCommands(value as Harmless))
  }
}

function setOutput(name: string, value: string, more: Record<string, string> = {}): void {
  writeLine(
    loggingCommand('task.setvariable', { variable: taskInput(name), isoutput: 'true', ...more }, value),
  )
}
