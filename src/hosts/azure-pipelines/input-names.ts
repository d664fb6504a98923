/** Of the variables in which the agent hands over a task's inputs. */
const PREFIX = 'INPUT_'

/** An input as a task has it: `clientSecret` for `client-secret`. */
export function taskInput(name: string): string {
  const camel = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
  // As Power Platform Build Tools write it.
  return camel.replace(/Spn$/, 'SPN')
}

/** As it was written in the pipeline; empty if it isn't set. */
export function readTaskInput(env: NodeJS.ProcessEnv, name: string): string {
  return env[`${PREFIX}${taskInput(name).toUpperCase()}`] ?? ''
}
