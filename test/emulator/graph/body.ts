import type { RecordedRequest } from '../request.ts'
import { invalidValue, malformed } from './graph-error.ts'
import { UnknownRequest } from './operation.ts'

/** Reads the JSON object of a request that writes; an action without parameters may leave it out. */
export function readBody({ method, headers, body }: RecordedRequest): Record<string, unknown> {
  if (method !== 'POST' && method !== 'PATCH') return {}
  const type = headers['content-type']
  if (!type)
    throw malformed('Write requests (excluding DELETE) must contain the Content-Type header declaration.')
  if (!/^application\/json\b/i.test(type)) {
    throw malformed('Entity only allows writes with a JSON Content-Type header.')
  }
  if (body === '') return {}
  const unreadable = malformed(
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  )
  let read: unknown
  try {
    read = JSON.parse(body)
  } catch {
    throw unreadable
  }
  if (!isObject(read)) throw unreadable
  return read
}

/** How a property of an object is written: whether a value is one, and what it does. */
export interface Property<T> {
  isValid(value: unknown, object: T): boolean
  write(object: T, value: never): void
}

/** A property that is written as it is into a field. */
export function field<T, K extends keyof T>(
  name: K,
  isValid: (value: unknown) => value is T[K],
): Property<T> {
  return {
    isValid,
    write(object, value: T[K]) {
      object[name] = value
    },
  }
}

/** The properties of an object that can be written, and what Graph's errors call it. */
export interface Properties<T> {
  type: string
  properties: Readonly<Record<string, Property<T>>>
}

/** Writes a body into an object, all of it or nothing. */
export function writeProperties<T>(
  object: T,
  body: Record<string, unknown>,
  { type, properties }: Properties<T>,
): void {
  for (const [name, value] of Object.entries(body)) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (!property) throw new UnknownRequest(`property ${name} of ${type}`)
    if (!property.isValid(value, object)) throw invalidValue(name, type)
  }
  for (const [name, value] of Object.entries(body)) properties[name]?.write(object, value as never)
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Text of 1 to so many characters. */
export function isText(max: number) {
  return (value: unknown): value is string =>
    typeof value === 'string' && value.trim() !== '' && value.length <= max
}

export function isTextOrNull(max: number) {
  return (value: unknown): value is string | null =>
    value === null || (typeof value === 'string' && value.length <= max)
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

export function isListOf<T>(isItem: (value: unknown) => value is T) {
  return (value: unknown): value is T[] => Array.isArray(value) && value.every(isItem)
}

export function isGuid(value: unknown): value is string {
  return typeof value === 'string' && /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i.test(value)
}

/** A time in ISO 8601 with its zone. */
export function isTime(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  )
}
