import type { Stage } from '../demo/github/play.ts'
import type { Scenario } from '../scenario.ts'
import type { Timeline } from './timeline.ts'

export { secret } from '../demo/github/play.ts'

/** One use of the action, and what comes of it. */
export interface Scene {
  /** What the stage is, for a reader who knows workflows. */
  is: string
  set(scenario: Scenario, surroundings: Surroundings): SceneStage | Promise<SceneStage>
}

export interface Surroundings {
  /** An empty folder, gone afterwards. */
  folder: string
  timeline: Timeline
  /** What a scene starts ends with this. */
  stack: AsyncDisposableStack
}

export interface SceneStage extends Stage {
  /** Values of this run beside the secrets, by their names in the snapshot. */
  named?: Record<string, string>
}
