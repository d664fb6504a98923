import { InputReader } from '../../../src/inputs/input-reader.ts'
import { InputIssues } from '../../../src/inputs/issues.ts'
import type { Host } from '../../../src/ports/host.ts'
import { readClientId } from '../../../src/request/read-tenant-and-client.ts'
import { readEach } from '../../../src/request/set-up/read-wanted.ts'
import type { Wanted } from '../../../src/request/set-up/wanted.ts'
import { type Field, fields, isShown, type Values } from './fields.ts'

/** What the form says. */
export interface Reading {
  wanted: Wanted
  clientId: string
  /** What is wrong, by the field's name. */
  complaints: ReadonlyMap<string, string>
  /** What is missing or wrong, and so stands in no command. */
  open: readonly Field[]
}

/** Reads the form by the command's own rules. Where a field is missing or wrong, its placeholder stands in what is wanted. */
export function readForm(values: Values): Reading {
  const shown = fields.filter((field) => isShown(field, values))
  const missing = shown.filter(({ name, isRequired }) => isRequired && values[name]?.trim() === '')
  const { complaints } = read(values, missing)
  const isNameless =
    values.name?.trim() === '' &&
    shown.some(
      (field) => namesakes.includes(field.name) && (missing.includes(field) || complaints.has(field.name)),
    )
  // It can't be derived of what is wrong, and that is said already.
  if (isNameless) complaints.delete('name')
  const open = shown.filter((field) => missing.includes(field) || complaints.has(field.name))
  const { wanted, clientId } = read(values, open)
  return {
    wanted:
      isNameless || complaints.has('name') ? { ...wanted, name: APP_NAME, uniqueName: APP_NAME } : wanted,
    ...{ clientId, complaints },
    open: isNameless ? [...open, ...shown.filter(({ name }) => name === 'name')] : open,
  }
}

const APP_NAME = 'APP_NAME'
/** What an app without a name is called after. */
const namesakes = ['repository', 'azure-devops', 'service-connection', 'gitlab']

/** Read in the place of placeholders, where the rules take nothing but IDs. */
const ids = new Map([
  ['TENANT_ID', '00000000-0000-4000-8000-00000000000a'],
  ['CLIENT_ID', '00000000-0000-4000-8000-00000000000b'],
  ['ROLE_ID', '00000000-0000-4000-8000-00000000000c'],
  ['ENVIRONMENT_ID', '00000000-0000-4000-8000-00000000000d'],
])

function withPlaceholders(text: string): string {
  return [...ids].reduce((named, [placeholder, id]) => named.replaceAll(id, placeholder), text)
}

interface OnceRead extends Omit<Reading, 'open' | 'complaints'> {
  complaints: Map<string, string>
}

function read(values: Values, open: readonly Field[]): OnceRead {
  const inputs = inputsOf(values, open)
  const issues = new InputIssues()
  const reader = new InputReader(hostOf(inputs), issues)
  const { tenantId, role, ...wanted } = readEach(reader, undefined)
  const clientId = readClientId(reader, undefined)
  const complaints = new Map<string, string>()
  for (const { input, sentence } of issues.all) {
    const field = fields.findLast((each) => (each.input ?? each.name) === input && isShown(each, values))
    if (field)
      complaints.set(field.name, [complaints.get(field.name), capital(sentence)].filter(Boolean).join(' '))
  }
  const { name = '', id = '', below = '' } = role ?? {}
  const named = { name: withPlaceholders(name), id: withPlaceholders(id), below: withPlaceholders(below) }
  return {
    wanted: { ...wanted, tenantId: withPlaceholders(tenantId), role: role && named },
    ...{ clientId: withPlaceholders(clientId), complaints },
  }
}

function inputsOf(values: Values, open: readonly Field[]): Record<string, string> {
  const isNobodyTrusted = values.system === 'any' && values.credential !== 'federated'
  const inputs: Record<string, string> = {
    // Whoever needs nobody's trust has no issuer and no subject; the rules ask for them all the same.
    ...(isNobodyTrusted && { issuer: 'https://ISSUER', subject: 'SUBJECT' }),
  }
  for (const field of fields.filter((each) => isShown(each, values))) {
    const { name, input = name, placeholder = '', write = (text) => text } = field
    const text = open.includes(field) ? (ids.get(placeholder) ?? placeholder) : (values[name]?.trim() ?? '')
    inputs[input] = text && write(text, values)
  }
  return inputs
}

/** Of a host, the rules of a set-up ask for nothing else. */
function hostOf(inputs: Readonly<Record<string, string>>): Host {
  return {
    inputs: { read: (name: string) => inputs[name] ?? '' },
    words: { input: (name: string) => name, missing: () => '' },
  } as unknown as Host
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
