import type { Obstacle } from '../../ports/host.ts'
import { SecretRegistry } from '../../secrets/registry.ts'

/** `$(NAME)`, which the agent leaves as it is where no variable has that name. */
export const MACRO = /^\s*\$\([^()\r\n]{1,200}\)\s*$/

export function isMacro(text: string): boolean {
  return MACRO.test(text)
}

/** That an input holds one. Its name is no secret, and tells which variable is meant. @param input as users call it */
export function macroObstacle(input: string, macro: string): Obstacle {
  const sentence = `the variable ${macro.trim()} does not exist in this job. Check its name, and link its variable group (variables: - group: NAME). A run of a fork gets no secrets.`
  return { input, sentence, isCause: true }
}

/** In which no macro counts as a secret: hidden, it would hide each line that has its words, such as the input's name. */
export class PipelineSecrets extends SecretRegistry {
  override mask(secret: string): void {
    if (!isMacro(secret)) super.mask(secret)
  }

  override hide(secret: string): void {
    if (!isMacro(secret)) super.hide(secret)
  }
}
