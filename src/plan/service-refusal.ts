import { Failure } from '../failure/failure.ts'
import { describeAnswer, describeRequest } from '../http/describe-answer.ts'
import { readErrorWords } from '../http/error-body.ts'
import type { HttpResponse } from '../http/message.ts'
import { paceOf } from '../http/retry-after.ts'
import { asObject, parseObject, textField } from '../values/json.ts'
import { printable } from '../values/printable.ts'
import type { PlanRequest, Service } from './step.ts'

/** A request of a plan that was refused. */
export class ServiceRefusal extends Failure {
  override readonly name = 'ServiceRefusal'
  readonly service: Service
  readonly status: number
  /** Words by which the service tells refusals apart, the innermost first. */
  readonly codes: readonly string[]

  /** Whether the very object is there already, though a search did not find it yet. */
  get isConflict(): boolean {
    return this.status === 409 || this.codes.includes('Request_MultipleObjectsWithSameKeyValue')
  }

  constructor(response: HttpResponse, request: PlanRequest) {
    const { service } = request
    const { status, body } = response
    const { codes } = readErrorWords(body)
    const message = textField(asObject(parseObject(body)?.error) ?? {}, 'message')
    const title = `${serviceNames[service]} refuses the request (${[status, ...codes.slice(0, 1).map(printable)].join(', ')})`
    const isSpreading = spreading.some((fits) => fits({ status, codes, message }))
    super(
      {
        ...{ title, heading: 'Set-up', tried: describeRequest(request) },
        answer: [describeAnswer(response), printable(message)].filter(Boolean).join('\n'),
        why: '',
      },
      isSpreading ? { retry: { kind: 'propagation', reason: title, ...paceOf(response) } } : {},
    )
    this.service = service
    this.status = status
    this.codes = codes
  }
}

/** What was made, and can't be seen so far. */
export class NotYetThere extends Failure {
  override readonly name = 'NotYetThere'

  constructor(service: Service, url: string) {
    const title = `${serviceNames[service]} does not show yet what was made`
    super(
      {
        ...{ title, heading: 'Set-up', tried: describeRequest({ method: 'GET', url }) },
        why: 'New objects spread through the directory, which takes some seconds, and minutes at times.',
        fixes: [{ text: 'Run the same again in some minutes: it goes on where it stopped.' }],
      },
      { retry: { kind: 'propagation', reason: title } },
    )
  }
}

/** As users know them. */
export const serviceNames: Readonly<Record<Service, string>> = {
  graph: 'Microsoft Graph',
  'power-platform': 'Power Platform API',
  github: 'GitHub',
  'azure-devops': 'Azure DevOps',
}

/** What a new object is refused with while it spreads through the directory. */
const spreading: readonly ((
  refusal: Pick<ServiceRefusal, 'status' | 'codes'> & { message: string },
) => boolean)[] = [
  ({ codes }) =>
    codes.some((code) => ['Request_ResourceNotFound', 'NoBackingApplicationObject'].includes(code)),
  // "The service principal being created must in the local tenant" (terraform-provider-azuread 611).
  ({ status, message }) => status === 403 && /must (?:be )?in the local tenant/i.test(message),
  // As az waits for, before it makes a service principal.
  ({ message }) => /does not (?:reference|exist)/i.test(message),
]
