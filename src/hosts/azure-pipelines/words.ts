import type { IssuedTokens } from '../../ports/issued-tokens.ts'
import type { StoredSecret, Words } from '../../ports/words.ts'
import { taskInput } from './input-names.ts'

const PAGES = 'https://github.com/OWNER/power-platform-token/blob/v1/docs'

/** How Azure Pipelines calls things. */
export const pipelineWords: Words = {
  input: taskInput,
  setting: (name, value) => `${taskInput(name)}: ${value}`,
  emptySecret:
    'If it is set from a secret variable, the pipeline has none of that name, its variable group or key vault is not linked, or the run is of a fork, which gets no secrets.',
  storeSecret,
  ownMachine: 'a self-hosted agent',
  hostedMachines: 'Microsoft-hosted agents',
  jobLimit: 'maxParallel in a strategy',
  documentation: (heading, page = 'troubleshooting') => `${PAGES}/${page}.md#${anchorOf(heading)}`,
  issuedTokens: async (): Promise<IssuedTokens> => (await import('./issued-tokens.ts')).azureDevOpsTokens,
}

/** Pipelines › the pipeline › Edit › Variables has the same. */
function storeSecret(input: string, source?: string): StoredSecret {
  const set = `az pipelines variable create --name ${input.toUpperCase().replaceAll('-', '_')} --secret true --pipeline-name PIPELINE`
  return {
    command: source ? `${set} --value "$(${source})"` : set,
    note: 'put in the names of the variable and of your pipeline',
  }
}

/** A heading's anchor as GitHub makes it: lower case, no punctuation, hyphens for spaces. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}
