/** Set in each job of Azure Pipelines. */
const JOB = 'TF_BUILD'

export function isAzurePipelines(env: NodeJS.ProcessEnv): boolean {
  return Boolean(env[JOB])
}
