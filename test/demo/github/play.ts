import type { RunOptions, Scenario } from '../../scenario.ts'

/** Whose job the step runs in. */
export const repository = 'contoso/deploy'

/** Sets the stage for one way to use the action: what Entra knows, and what the workflow says. */
export type Play = (scenario: Scenario) => Promise<Stage>

export interface Stage {
  /** The step's `with:` as its author writes it, beside tenant-id and client-id; an empty value takes one away. */
  written: Record<string, string>
  /** What the expressions in it stand for. */
  given?: Record<string, string>
  options?: RunOptions
}

/** Of a secret's name, the expression that a workflow has. */
export const secret = (name: string) => `\${{ secrets.${name} }}`
