import { azurePipelines } from './azure-pipelines/task.ts'
import { gitHub } from './github/step.ts'
import type { DemoHost } from './host.ts'

/** The first is played unless another is named. */
export const hosts: Readonly<Record<'github' | 'azure-pipelines', DemoHost>> = {
  github: gitHub,
  'azure-pipelines': azurePipelines,
}
