import { parse } from 'yaml'
import { blocks, page, read } from './pages.ts'

/** A step as its author writes it. */
export interface Step {
  task?: string
  name?: string
  inputs?: Record<string, unknown>
  env?: Record<string, string>
  template?: string
  parameters?: Record<string, string>
  bash?: string
  pwsh?: string
  checkout?: string
}

export interface Job {
  name: string
  /** Before the job: those that it may take outputs of. */
  dependsOn: string[]
  variables: unknown
  steps: Step[]
}

/** A whole pipeline, or a template of steps. */
export interface Pipeline {
  source: string
  /** What it takes, if it is a template. */
  parameters: string[] | undefined
  /** Whether each of its jobs says where it runs. */
  hasPool: boolean
  /** Together, those of each stage. */
  stages: Job[][]
}

interface Document {
  parameters?: { name: string }[]
  pool?: unknown
  trigger?: unknown
  variables?: unknown
  steps?: Step[]
  jobs?: JobDocument[]
  stages?: { jobs: JobDocument[] }[]
}

interface JobDocument extends Pick<Document, 'pool' | 'steps' | 'variables'> {
  job?: string
  deployment?: string
  dependsOn?: string | string[]
  strategy?: { runOnce: { deploy: { steps: Step[] } } }
}

/** Reads a pipeline in YAML, whether it has stages, jobs or only steps. */
export function readPipeline(source: string): Pipeline {
  const document: Document = parse(source)
  const { parameters, pool, steps = [] } = document
  const stages = document.stages?.map(({ jobs }) => jobs) ?? [document.jobs ?? [{ steps }]]
  return {
    source,
    parameters: parameters?.map(({ name }) => name),
    hasPool: stages.flat().every((job) => pool ?? job.pool),
    stages: stages.map((jobs) => jobs.map((job) => readJob(job, document))),
  }
}

function readJob(job: JobDocument, { variables }: Document): Job {
  const { dependsOn = [], strategy } = job
  return {
    name: job.job ?? job.deployment ?? '',
    dependsOn: [dependsOn].flat(),
    variables: [variables, job.variables],
    steps: job.steps ?? strategy?.runOnce.deploy.steps ?? [],
  }
}

export const TASK = 'PowerPlatformToken@1'

/** The contract of the task. */
export const taskManifest: {
  inputs: { name: string; aliases?: string[]; options?: Record<string, string> }[]
  outputVariables: { name: string }[]
} = JSON.parse(read('azure-pipelines/task/task.json'))

/** Those of the task's page. */
export const documentedPipelines = blocks(page('docs/azure-pipelines.md'), 'yml').map(readPipeline)

/** That of the Marketplace's page, which shows the steps alone. */
export const marketplacePage = read('azure-pipelines/overview.md')
