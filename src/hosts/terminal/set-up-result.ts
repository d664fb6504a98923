import { pipelineOf } from '../../commands/set-up/pipeline.ts'
import type { Known } from '../../plan/step.ts'
import type { Wanted } from '../../request/set-up/wanted.ts'

/** What a set-up ends in: the pipeline to save, or all that is known of it as JSON. */
export function setUpResult(wanted: Wanted, known: Known, format = 'text'): string {
  const { tenantId, name, cloud, credential } = wanted
  const { clientId = '', appObjectId, principalId } = known
  const pipeline = pipelineOf(wanted, clientId)
  if (format === 'json') {
    const ids = { tenantId, clientId, appObjectId, principalId }
    return `${JSON.stringify({ name, cloud: cloud.name, credential, ...ids, pipeline }, undefined, 2)}\n`
  }
  const reads = pipeline.reads.map((sentence) => `# It reads: ${sentence}\n`)
  return `# Save this as ${pipeline.file}:\n${reads.join('')}${pipeline.text}`
}
