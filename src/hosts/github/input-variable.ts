/** Of the variables in which the runner hands over a step's inputs. */
export const PREFIX = 'INPUT_'

/** An input of the step as it was written, from the variable that the runner makes of it; empty if it isn't set. */
export function readInput(env: NodeJS.ProcessEnv, name: string): string {
  return env[`${PREFIX}${name.toUpperCase()}`] ?? ''
}
