import type { Goal } from '../results.ts'
import { majors, taskOn } from './contestants.ts'
import type { PipelineResults } from './results.ts'

/** What the task promises of its cost. */
export function pipelineGoals({ near }: PipelineResults): Goal[] {
  return majors.map((node) => ({
    name: `requests of ${taskOn(node)}`,
    figure: near.find(({ name }) => name === taskOn(node))?.requests.length ?? Number.NaN,
    ...{ is: 'at most', bound: 2, exact: true, format: String },
  }))
}
