import { Knowledge } from '../../plan/knowledge.ts'
import type { ServiceClient } from '../../plan/service-client.ts'
import type { Plan, PlanRequest, Step } from '../../plan/step.ts'

/** One thing that is the app's alone, and the request that takes it away. */
export interface Belonging {
  step: Step
  request: PlanRequest
}

/** All that is there of a plan and the app's alone, in the order in which it can be taken away. @throws {Failure} */
export async function findBelongings(plan: Plan, client: ServiceClient): Promise<Belonging[]> {
  const knowledge = new Knowledge(plan)
  const belongings: Belonging[] = []
  for (const step of plan.steps) {
    const { undo, goesWithApp, service } = step
    const search = step.belongings ?? step.search
    if (!undo || goesWithApp || !search) continue
    const before = belongings.length
    for await (const found of client.all(service, knowledge.fill(search))) {
      knowledge.learn(step, found)
      belongings.push({ step, request: knowledge.fill(undo) })
    }
    // Without the app or its principal, there is nothing of theirs.
    if (belongings.length === before && step.search && !step.belongings) break
  }
  return belongings.toReversed()
}
