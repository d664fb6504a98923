import type { Reply } from '../request.ts'
import { malformed } from './graph-error.ts'
import { type Operation, UnknownRequest } from './operation.ts'

/** An object as Graph shows it. */
export type Entity = Readonly<Record<string, unknown>>

/** Answers a list: filtered, a page of it, and of each object what was selected. */
export function listReply(
  operation: Operation,
  entities: readonly Entity[],
  { context, filterable }: { context: string; filterable: readonly string[] },
): Reply {
  const { query, host, path } = operation.request
  checkOptions(operation, ['$filter', '$select', '$top', '$skiptoken'])
  const filter = readFilter(query.get('$filter'), filterable)
  const matching = entities.filter(filter)
  const start = readSkipToken(query.get('$skiptoken'))
  const end = start + pageSize(operation)
  const next = new URLSearchParams(query)
  next.set('$skiptoken', Buffer.from(`m~${end}`).toString('base64url'))
  const value = matching.slice(start, end).map((entity) => select(operation, entity))
  return {
    status: 200,
    body: {
      '@odata.context': contextUrl(operation, context),
      ...(end < matching.length && { '@odata.nextLink': `https://${host}${path}?${next}` }),
      value,
    },
  }
}

/** Answers one object, or of it what was selected. */
export function entityReply(operation: Operation, entity: Entity, context: string): Reply {
  checkOptions(operation, ['$select'])
  const body = { '@odata.context': contextUrl(operation, `${context}/$entity`), ...select(operation, entity) }
  return { status: 200, body }
}

/** The object that a request created, with its address. */
export function createdReply(operation: Operation, entity: Entity, context: string): Reply {
  return { ...entityReply(operation, entity, context), status: 201 }
}

/** The properties that a request selects, if it selects. */
export function selected({ request }: Operation): string[] | undefined {
  return request.query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim())
}

function select(operation: Operation, entity: Entity): Entity {
  const names = selected(operation)
  if (!names) return entity
  const unknown = names.find((name) => !Object.hasOwn(entity, name))
  if (unknown !== undefined) throw new UnknownRequest(`$select=${unknown}`)
  return Object.fromEntries(names.map((name) => [name, entity[name]]))
}

function checkOptions({ request }: Operation, known: readonly string[]): void {
  for (const name of request.query.keys()) {
    if (!known.includes(name)) throw new UnknownRequest(`query option ${name}`)
  }
}

function contextUrl({ request }: Operation, context: string): string {
  return `https://${request.host}/v1.0/$metadata#${context}`
}

function pageSize({ request, pageSize }: Operation): number {
  const top = request.query.get('$top')
  if (top === null) return pageSize
  if (!/^[1-9]\d{0,2}$/.test(top))
    throw malformed(`Invalid page size specified: '${top}'. Must be between 1 and 999 inclusive.`)
  return Math.min(Number(top), pageSize)
}

function readSkipToken(token: string | null): number {
  if (token === null) return 0
  const [, start] = /^m~(\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? []
  if (start === undefined) throw malformed('The specified page token value was invalid.')
  return Number(start)
}

type Filter = (entity: Entity) => boolean

/** The clauses that the emulator knows; values are compared without case, as the directory does. */
const clauses: { form: RegExp; matches(value: unknown, wanted: string): boolean }[] = [
  { form: /^(\w+) eq '((?:[^']|'')*)'/, matches: (value, wanted) => fold(value) === wanted },
  {
    form: /^startswith\((\w+), ?'((?:[^']|'')*)'\)/,
    matches: (value, wanted) => fold(value).startsWith(wanted),
  },
  {
    form: /^(\w+)\/any\(\w+:\w+ eq '((?:[^']|'')*)'\)/,
    matches: (value, wanted) => Array.isArray(value) && value.some((item) => fold(item) === wanted),
  },
]

/** Reads `$filter`: clauses joined by `and`. */
function readFilter(text: string | null, filterable: readonly string[]): Filter {
  if (text === null) return () => true
  if ((text.match(/'/g) ?? []).length % 2 === 1) {
    throw malformed(`Invalid filter clause: There is an unterminated string literal in '${text}'.`)
  }
  const filters: Filter[] = []
  let rest = text
  do {
    const clause = clauses.find(({ form }) => form.test(rest))
    const [whole = '', property = '', value = ''] = clause?.form.exec(rest) ?? []
    if (!clause || !filterable.includes(property)) throw new UnknownRequest(`$filter=${text}`)
    const wanted = fold(value.replaceAll("''", "'"))
    filters.push((entity) => clause.matches(entity[property], wanted))
    rest = rest.slice(whole.length)
    if (rest !== '' && !rest.startsWith(' and ')) throw new UnknownRequest(`$filter=${text}`)
    rest = rest.slice(' and '.length)
  } while (rest !== '')
  return (entity) => filters.every((matches) => matches(entity))
}

function fold(value: unknown): string {
  return String(value).toLowerCase()
}
