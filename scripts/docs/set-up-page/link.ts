import { emptyForm, fields, isShown, type Values } from './fields.ts'

/** What a link says of the page. */
export interface Linked {
  values: Values
  /** The way that is shown. */
  way: string | undefined
}

/**
 * The form as the fragment of an address, which is sent to nobody: what differs from the empty form, and is not wrong, since
 * a secret may stand in a wrong field.
 */
export function fragmentOf(values: Values, complaints: ReadonlyMap<string, string>, way: string): string {
  const said = fields
    .filter((field) => isShown(field, values) && !complaints.has(field.name))
    .map(({ name }) => [name, values[name]?.trim() ?? ''] as const)
    .filter(([name, value]) => value !== emptyForm[name])
  return new URLSearchParams([...said.map(([name, value]) => [name, value]), ['way', way]]).toString()
}

/** What an address says; of choices, those alone that the form offers. */
export function readFragment(hash: string): Linked {
  const said = new URLSearchParams(hash.replace(/^#/, ''))
  const given = fields.flatMap(({ name, options }) => {
    const value = said.get(name)
    const isOffered = !options || options.some((option) => option.value === value)
    return value !== null && isOffered ? [[name, value]] : []
  })
  return { values: Object.fromEntries(given), way: said.get('way') ?? undefined }
}
