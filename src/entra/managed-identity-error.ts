import { Failure, type FailureParts } from '../failure.ts'
import type { HttpResponse } from '../http.ts'
import { describeAnswer, HttpError } from '../http-error.ts'
import { parseObject, textField } from '../json.ts'
import { printable } from '../printable.ts'

/** What a refusal or the silence of a managed identity's endpoint means. @param clientId of a user-assigned identity */
export function explainManagedIdentity(error: HttpError | Error, clientId: string): Failure {
  const response = (error as { response?: HttpResponse }).response
  const tried = "asking this machine for its managed identity's token"
  const msal = error instanceof HttpError ? undefined : (error.cause as Error | undefined)?.message
  if (!response) return new Failure({ tried, ...noAnswer(msal ?? error.message) }, { cause: error })
  const words = readWords(response)
  const answer = [describeAnswer(response), ...words, ...(msal ? [`MSAL: ${printable(msal)}`] : [])].join(
    '\n',
  )
  return new Failure({ tried, answer, ...meaning(response, words)(clientId) }, { cause: error })
}

function meaning({ status, headers }: HttpResponse, words: string[]): Meaning {
  if (status === 502 || status === 504) return gateway
  // IMDS answers 404 and 410 while it starts or is updated.
  if (status >= 500 || [404, 408, 410, 429].includes(status)) return unavailable
  if (status === 401 && headers['www-authenticate']) return noKey
  // Every endpoint of Azure's explains a refusal; what refuses without a word is something else.
  return words.length > 0 ? notAssigned : () => noAnswer('something else answered there')
}

type Meaning = (clientId: string) => FailureParts

function noAnswer(said: string): FailureParts {
  return {
    title: 'No managed identity here: this is not an Azure machine',
    why: `The endpoint that gives an Azure machine its token did not answer (${printable(said)}). Only runners on your own Azure VMs, App Service, Azure Arc and the like have an identity; GitHub's own runners have none.`,
    fixes: [{ text: 'Use credential: federated, or run the job on a runner that stands on Azure.' }],
  }
}

const gateway: Meaning = () => ({
  title: 'A gateway or proxy stands before the managed identity endpoint',
  why: "The request left the machine: something forwards it instead of the machine's own endpoint.",
  fixes: [{ text: 'Take 169.254.169.254 out of what the proxy or service mesh of this runner forwards.' }],
})

/** Azure Arc shows its key to a few accounts only (https://learn.microsoft.com/azure/azure-arc/servers/managed-identity-authentication). */
const noKey: Meaning = () => ({
  title: 'The runner may not read the key of this Azure Arc machine',
  why: "Azure Arc gives a token to who can read a key file of its agent, and the runner's account can't.",
  fixes: [
    {
      text: "On Linux, put the runner's account into the agent's group and start the runner anew; on Windows, into the group Hybrid Agent Extension Applications or Administrators:",
      command: 'sudo usermod -aG himds RUNNER_ACCOUNT',
    },
  ],
})

const unavailable: Meaning = () => ({
  title: 'The managed identity endpoint of this machine has a fault',
  why: 'The endpoint, or the service behind it, failed.',
  fixes: [{ text: 'Run the job again later.' }],
})

function notAssigned(clientId: string): FailureParts {
  return clientId
    ? {
        title: `The user-assigned identity ${clientId} is not assigned to this machine`,
        why: 'The endpoint knows no such identity.',
        fixes: [
          {
            text: 'Assign it, for instance to a VM (client-id is its client ID, not its object ID):',
            command:
              'az vm identity assign --resource-group GROUP --name VM --identities IDENTITY_RESOURCE_ID',
          },
        ],
      }
    : {
        title: 'This machine has no system-assigned identity',
        why: "The endpoint refuses without the client-id of an identity. On GitHub's own runners there is none that you could assign.",
        fixes: [
          {
            text: 'Switch it on, for instance for a VM, or name a user-assigned identity in client-id:',
            command: 'az vm identity assign --resource-group GROUP --name VM',
          },
        ],
      }
}

/** IMDS writes `error` and `error_description`, App Service `message`. */
function readWords({ body }: HttpResponse): string[] {
  const object = parseObject(body) ?? {}
  return ['error', 'error_description', 'message']
    .map((name) => printable(textField(object, name)))
    .filter(Boolean)
}
