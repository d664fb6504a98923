import { variablesIn } from './segments.ts'
import type { Plan, Step } from './step.ts'

/** Whether a step after this one, or its own change of what is there, needs what it learns by this name. */
export function isNeeded(name: string, step: Step, plan: Plan): boolean {
  const later = plan.steps.slice(plan.steps.indexOf(step) + 1)
  const uses = later.map(({ search, request, update }) => [search, request, update?.request])
  return variablesIn([uses, step.update?.request], plan).includes(name)
}
