import type { IssuedTokens } from '../../ports/issued-tokens.ts'
import type { Words } from '../../ports/words.ts'
import { anchorOf } from '../../values/anchor.ts'
import { taskInput } from './input-names.ts'
import type { ConnectionWords } from './oidc-refusal.ts'
import { azureSubscriptionInput } from './own-inputs.ts'

/** Where Azure DevOps has them. */
export const CONNECTIONS = 'Project settings › Service connections'

const PAGES = 'https://github.com/OWNER/power-platform-token/blob/v1/docs'

/**
 * How Azure Pipelines calls things.
 * @param called an input, by the name that users know: that of the connection which stands for it, or its own
 */
export const pipelineWords = (called: (name: string) => string): Words => ({
  input: called,
  setting: (name, value) => `${taskInput(name)}: ${value}`,
  emptySecret: (_, other) =>
    `arrived empty${other ? `, and so did ${other}` : ''}. If it is set from a secret variable, the pipeline has none of that name, its variable group or key vault is not linked, or the run is of a fork, which gets no secrets.`,
  missing: (name) => `If ${taskInput(name)} is set from a variable, none of that name reaches this job.`,
  given: 'given',
  noCredential: 'This job gets no OIDC token',
  hasJobTokens: true,
  // A connection says who signs in, so that credential must not stand beside it.
  federated: `${taskInput(azureSubscriptionInput.name)} with a connection that has workload identity federation`,
  renewed: `${taskInput(azureSubscriptionInput.name)} with such a connection`,
  storeSecret: (name, source = '') => ({ command: source, how: placeOf(name, called) }),
  ownMachine: 'a self-hosted agent',
  hostedMachines: 'Microsoft-hosted agents',
  jobLimit: 'maxParallel in a strategy',
  documentation: (heading, page = 'troubleshooting') => `${PAGES}/${page}.md#${anchorOf(heading)}`,
  issuedTokens: async (): Promise<IssuedTokens> => (await import('./issued-tokens.ts')).azureDevOpsTokens,
})

/** Where a secret is kept. No command puts it there: the Azure CLI would take it as an argument, which every user of a machine can see. */
function placeOf(name: string, called: (name: string) => string): string {
  return called(name) === taskInput(name)
    ? 'and save it as a secret variable of the pipeline (Edit › Variables, with the lock closed), or of its variable group (Pipelines › Library)'
    : `and enter it in the service connection: its page under ${CONNECTIONS}, Edit`
}

/** @param input that names the connection, if one does */
export function connectionWords(input: string = azureSubscriptionInput.name): ConnectionWords {
  const called = taskInput(azureSubscriptionInput.name)
  return {
    input: taskInput(input),
    noConnection: `federated needs a service connection: give ${called} the name of one of Azure Resource Manager with workload identity federation. If another credential was meant, its variable arrived empty.`,
    noAccessToken:
      'federated needs the access token of the job, and this step has none. It must run as a task of Azure Pipelines.',
    reference: `Give ${called} the name of the connection itself, in a task of the same stage.`,
  }
}
