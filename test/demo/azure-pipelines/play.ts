import type { PipelineRun, PipelineScenario } from '../../azure-pipelines/pipeline.ts'

/** Sets the stage for one way to use the task: what Entra and the project know, and what the pipeline says. */
export type Play = (scenario: PipelineScenario) => Promise<Stage>

export interface Stage {
  /** The task's `inputs:` as their author writes them. */
  written: Record<string, string>
  /** What the job has beside the task, such as the connections and secret variables that it names. */
  options: PipelineRun
}

/** Of a secret variable's name, what stands for its value in a pipeline. */
export const secret = (name: string) => `$(${name})`
