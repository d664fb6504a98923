import { quoteJson } from '../advice/shell.ts'
import { mapTexts, mapWords } from './fill.ts'
import type { Plan } from './step.ts'

/** A part of a text as a command has it: as it is, or what a variable holds. */
export type Segment = { literal: string } | { variable: string }

/** Stands around the name of a variable, and in no value: it is for private use. */
const MARK = '\ue000'
const MARKED = /\ue000(\w+)\ue000/
/** The same as JSON has it. */
const MARKED_IN_JSON = /\\ue000(\w+)\\ue000/

/** A text with what is given and derived in it, and with variables for what is learned. */
export function segmentsOf(text: string, plan: Plan): Segment[] {
  return split(marked(text, plan), MARKED)
}

/** A value as JSON that any shell takes in single quotes, without these. @see quoteJson */
export function jsonSegmentsOf(value: unknown, plan: Plan): Segment[] {
  const json = quoteJson(mapTexts(value, (text) => marked(text, plan)))
  return split(json.slice(1, -1), MARKED_IN_JSON)
}

/** The variables in a value. */
export function variablesIn(value: unknown, plan: Plan): string[] {
  return jsonSegmentsOf(value, plan).flatMap((segment) => ('variable' in segment ? [segment.variable] : []))
}

function marked(text: string, plan: Plan): string {
  return mapWords(text, (name) => {
    const derived = plan.derived[name]
    if (derived !== undefined) return marked(derived, plan)
    return plan.given[name] ?? `${MARK}${name}${MARK}`
  })
}

function split(text: string, pattern: RegExp): Segment[] {
  return text
    .split(pattern)
    .map((part, index) => (index % 2 === 0 ? { literal: part } : { variable: part }))
    .filter((segment) => !('literal' in segment && segment.literal === ''))
}
