import { loggingCommand } from './logging-commands.ts'
import { writeLine } from './output.ts'

/**
 * Has the agent mask a form of a secret. It makes the JSON, URI and shell forms of each itself, and none of base64 for
 * what is registered while a job runs (HostContext.cs, Worker.cs). A form has no line ends, which it would not take.
 */
export function setSecret(form: string): void {
  writeLine(loggingCommand('task.setsecret', {}, form))
}
