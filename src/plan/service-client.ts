import type { HttpClient } from '../http/client.ts'
import type { Administrator } from '../ports/administrator.ts'
import type { Retries } from '../retry/retry.ts'
import { asObject, parseObject } from '../values/json.ts'
import { parseUrl } from '../values/parse-url.ts'
import { NotYetThere, ServiceRefusal } from './service-refusal.ts'
import type { Plan, PlanRequest, Search, Service } from './step.ts'

/** Bytes. A page of Graph's holds a hundred objects of some KB. */
const MAX_ANSWER = 8 * 1024 * 1024
/** Pages of a list: of federated credentials there are 20 at most, of grants and role assignments some hundred. */
const MAX_PAGES = 50

type Found = Readonly<Record<string, unknown>>

interface ServiceClientOptions {
  plan: Pick<Plan, 'resources'>
  administrator: Administrator
  http: HttpClient
  retries: Retries
}

/** Sends a plan's requests, as whoever sets up. */
export class ServiceClient {
  readonly #options: ServiceClientOptions

  constructor(options: ServiceClientOptions) {
    this.#options = options
  }

  /**
   * What is there at an address: one object, or the first of a list that has these values.
   * @returns undefined if there is none @throws {Failure}
   */
  async find(service: Service, search: Search): Promise<Found | undefined> {
    for await (const found of this.all(service, search)) return found
    return undefined
  }

  /** All that is there: one object at most, unless the search is of a list. @throws {Failure} */
  async *all(service: Service, { url, where }: Search): AsyncGenerator<Found> {
    let next: string | undefined = url
    for (let pages = 0; next !== undefined && pages < MAX_PAGES; pages++) {
      const answer = await this.#send({ service, method: 'GET', url: next }, { isMissingAllowed: true })
      if (!answer) return
      if (!where) return yield answer
      const { value, '@odata.nextLink': link } = answer
      const each = Array.isArray(value) ? value.map((one) => asObject(one) ?? {}) : []
      yield* each.filter((one) => Object.entries(where).every(([field, wanted]) => same(one[field], wanted)))
      next = typeof link === 'string' && parseUrl(link)?.origin === new URL(url).origin ? link : undefined
    }
  }

  /** The same of what was made just now, which may be missing for a while. @throws {Failure} */
  findMade(service: Service, search: Search): Promise<Found> {
    return this.#options.retries.run(async () => {
      const found = await this.find(service, search)
      if (!found) throw new NotYetThere(service, search.url)
      return found
    })
  }

  /** @returns the answer's object; an empty one where there is none @throws {Failure} */
  async make(request: PlanRequest): Promise<Found> {
    return (await this.#send(request, { isMissingAllowed: false })) ?? {}
  }

  #send(
    request: PlanRequest,
    { isMissingAllowed }: { isMissingAllowed: boolean },
  ): Promise<Found | undefined> {
    const { retries, http } = this.#options
    return retries.run(async () => {
      const response = await http.send(await this.#withToken(request), retries.deadline)
      const { status, body } = response
      if (status === 404 && isMissingAllowed) return undefined
      if (status < 200 || status > 299) throw new ServiceRefusal(response, request)
      return parseObject(body) ?? {}
    })
  }

  async #withToken({ service, method, url, headers, body }: PlanRequest) {
    const { plan, administrator, retries } = this.#options
    const resource = plan.resources[service] ?? new URL(url).origin
    const token = await administrator.token(resource, retries.deadline)
    return {
      ...{ method, url, maxBody: MAX_ANSWER },
      headers: {
        ...headers,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }
  }
}

/** IDs and addresses in them are the same in any case. */
function same(found: unknown, wanted: string): boolean {
  return (
    typeof found === 'string' &&
    (found === wanted || (isId(wanted) && found.toLowerCase() === wanted.toLowerCase()))
  )
}

function isId(text: string): boolean {
  return /^[0-9a-f/-]+$/i.test(text)
}
