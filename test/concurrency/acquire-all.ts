import { acquireToken } from '../../src/entra/acquire-token.ts'
import { Failure } from '../../src/failure/failure.ts'
import { readRequest } from '../../src/request/read-request.ts'
import { Retries } from '../../src/retry/retry.ts'
import { MemoryHost } from '../memory-host.ts'
import { present } from '../presented.ts'
import type { Answer, Order } from './orders.ts'

/*
 * Acquires all tokens that the environment orders at once, in this one process, through one HTTP client, and prints what
 * each got.
 */
const orders: Order[] = JSON.parse(process.env.ORDERS ?? '[]')
const http = new MemoryHost({}).http()
const answers = await Promise.all(orders.map(acquire))
process.stdout.write(JSON.stringify(answers))

async function acquire({ inputs, oidcToken }: Order): Promise<Answer> {
  const host = new MemoryHost(inputs, oidcToken)
  const { secrets, words, log } = host
  try {
    const request = await readRequest(host)
    const retries = new Retries({ ...request, words, info: (line) => log.info(line) })
    const report = (name: string, value: string) => log.info(`${name} ${value}`)
    const { claims, value } = await acquireToken(request, { http, retries, secrets, words, report })
    return { claims, isHidden: !secrets.redact(`a ${value}`).includes(value), lines: host.lines }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { parts, text } = present(error, secrets)
    return { title: parts.title, text, lines: host.lines }
  }
}
