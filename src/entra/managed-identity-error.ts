import { Failure, type FailureParts } from '../failure.ts'
import type { HttpResponse } from '../http.ts'
import { describeAnswer, HttpError } from '../http-error.ts'
import { parseObject, textField } from '../json.ts'
import { printable } from '../printable.ts'

/** What a refusal or the silence of a managed identity's endpoint means. @param clientId of a user-assigned identity */
export function explainManagedIdentity(error: HttpError | Error, clientId: string): Failure {
  const response = (error as { response?: HttpResponse }).response
  const parts = !response
    ? noAnswer(error)
    : response.status === 502 || response.status === 504
      ? gateway
      : notAssigned(clientId)
  const tried = "asking this machine for its managed identity's token"
  const answer = response && [describeAnswer(response), ...readWords(response)].join('\n')
  return new Failure({ tried, ...(answer && { answer }), ...parts }, { cause: error })
}

function noAnswer(error: Error): FailureParts {
  const said = error instanceof HttpError ? error.parts.title : (error.cause as Error | undefined)?.message
  return {
    title: 'No managed identity here: this is not an Azure machine',
    why: `The endpoint that gives an Azure machine its token did not answer (${printable(said ?? error.message)}). GitHub's own runners have none; only runners on Azure VMs, App Service, Azure Arc and the like do.`,
    fixes: [{ text: 'Use credential: federated, or run the job on a runner that stands on Azure.' }],
  }
}

const gateway: FailureParts = {
  title: 'A gateway or proxy stands before the managed identity endpoint',
  why: "The request left the machine: something forwards it instead of the machine's own endpoint.",
  fixes: [{ text: 'Take 169.254.169.254 out of what the proxy or service mesh of this runner forwards.' }],
}

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
        why: 'The endpoint refuses without the client-id of an identity.',
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
