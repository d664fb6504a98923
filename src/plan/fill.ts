import type { Known } from './step.ts'

const WORD = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g

/** What isn't known yet. */
export class UnknownWord extends Error {}

/** A text with what is known in the place of its words in braces. @throws {UnknownWord} */
export function fillText(text: string, known: Known): string {
  return mapWords(text, (name) => {
    const value = known[name]
    if (value === undefined) throw new UnknownWord(`nothing is known as ${name}`)
    return value
  })
}

/** What stands in the place of each word in braces. What is put in is not looked at again. */
export function mapWords(text: string, stand: (name: string) => string): string {
  return text.replace(WORD, (_, name: string) => stand(name))
}

/** The same value with other texts. */
export function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value)
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, map))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mapTexts(each, map)]))
}

/** A value with what is given and derived in it; what is learned later stays in braces. */
export function fillKnown<T>(value: T, { given, derived }: { given: Known; derived: Known }): T {
  const filled = (text: string): string =>
    mapWords(text, (name) => {
      const template = derived[name]
      return template === undefined ? (given[name] ?? `{${name}}`) : filled(template)
    })
  return mapTexts(value, filled) as T
}
