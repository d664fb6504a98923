import { Failure } from '../../failure/failure.ts'
import { UnknownWord } from '../../plan/fill.ts'
import { Knowledge } from '../../plan/knowledge.ts'
import type { ServiceClient } from '../../plan/service-client.ts'
import { ServiceRefusal } from '../../plan/service-refusal.ts'
import type { Known, Plan, PlanRequest, SecretPlace, Step } from '../../plan/step.ts'

/** How a step ended. */
export type Outcome = 'made' | 'there already' | 'changed' | 'looked up' | 'not found' | 'left out'

interface CarryOutOptions {
  client: ServiceClient
  /** Is told of each step as it ends. */
  told(step: Step, outcome: Outcome): void
  /** Keeps a secret that was made. @throws {Failure} */
  keep(place: SecretPlace, value: string): Promise<void>
  /** Adds to the failure of a step what that step needs. */
  explain(step: Step, failure: Failure): Failure
}

/**
 * Takes a plan's steps in their order, each unless it is done already: run again, it changes nothing.
 * @returns all that is known in the end, but for secrets @throws {Failure} of the first step that fails
 */
export async function carryOut(plan: Plan, options: CarryOutOptions): Promise<Known> {
  const knowledge = new Knowledge(plan)
  for (const step of plan.steps) {
    try {
      options.told(step, await take(step, knowledge, options))
    } catch (error) {
      // What an optional step didn't find, others can't do with.
      if (error instanceof UnknownWord) options.told(step, 'left out')
      else if (step.isOptional && error instanceof Failure) options.told(step, 'not found')
      else throw error instanceof Failure ? options.explain(step, error) : error
    }
  }
  return knowledge.all
}

async function take(step: Step, knowledge: Knowledge, { client, keep }: CarryOutOptions): Promise<Outcome> {
  const { search, request, update, secret } = step
  const found = search && (await client.find(step.service, knowledge.fill(search)))
  if (found) {
    knowledge.learn(step, found)
    if (update && !update.isDone(found)) {
      await client.make(knowledge.fill(update.request))
      return 'changed'
    }
    return request ? 'there already' : 'looked up'
  }
  if (!request) return 'not found'
  const isMade = await make(request, step, knowledge, client)
  if (secret) await keep(secret.place, knowledge.take(secret.name))
  return isMade ? 'made' : 'there already'
}

/** @returns whether it was made now, and not before by a run whose traces have not spread yet */
async function make(
  request: PlanRequest,
  step: Step,
  knowledge: Knowledge,
  client: ServiceClient,
): Promise<boolean> {
  let isMade = true
  try {
    knowledge.learn(step, await client.make(knowledge.fill(request)))
  } catch (error) {
    if (!(error instanceof ServiceRefusal && error.isConflict && step.search)) throw error
    isMade = false
  }
  // Some answers are empty.
  if (!knowledge.hasLearned(step) && step.search)
    knowledge.learn(step, await client.findMade(step.service, knowledge.fill(step.search)))
  return isMade
}
