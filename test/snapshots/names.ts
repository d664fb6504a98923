import { forms } from '../runner/leaks.ts'

const GUID = /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi

/** IDs that are the same for everyone: Power Platform API, and the role that the fixes name. */
const PUBLISHED = ['8578e004-a5c6-46e7-913e-12f58912df43', 'c886ad2e-27f7-4874-8381-5849b8d8a090']

/** What else differs from run to run, and what stands for it. */
const VARYING: [RegExp, string][] = [
  [/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC( \([^)]+\))?/g, 'EXPIRES_ON'],
  [/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?Z/g, 'TIME'],
  [/(?<=http:\/\/127\.0\.0\.1:)\d+/g, 'PORT'],
  [/(?<=expires-in ?= ?)\d+/g, 'EXPIRES_IN'],
  // Node adds advice to it from version to version.
  [/(?<=UNABLE_TO_VERIFY_LEAF_SIGNATURE`?: ).*/g, 'NODE_MESSAGE'],
  [/\b\d+ ms\b/g, 'MILLISECONDS ms'],
  [/\b\d+\.\d s (?=were left)/g, 'SECONDS s '],
]

/** Names for what differs from run to run, by its role: TENANT_ID, ACCESS_TOKEN and so on. */
export class Names {
  readonly #roles = new Map<string, string>()
  /** Values in the order in which they were named; another value of a role gets a number. */
  readonly #named = new Map<string, string[]>()

  /** The first role of a value stays. */
  add(role: string, value: string | undefined): void {
    if (value && !this.#roles.has(value)) this.#roles.set(value, role)
  }

  /** The text with names in place of values. @throws if an ID remains without a name */
  apply(text: string): string {
    const values = [...this.#roles.keys()].toSorted((a, b) => b.length - a.length)
    const pattern = new RegExp(values.map(RegExp.escape).join('|'), 'g')
    const named = text.replace(pattern, (value) => this.#nameOf(value))
    const [stranger] = (named.match(GUID) ?? []).filter((id) => !PUBLISHED.includes(id))
    if (stranger) throw new Error(`No name for the ID ${stranger} in:\n${named}`)
    return VARYING.reduce((result, [varying, name]) => result.replace(varying, name), named)
  }

  /** Says what a mask hides: `OIDC_TOKEN`, `base64 of CLIENT_SECRET`. @throws if it is nothing known */
  ofMask(mask: string): string {
    for (const value of this.#roles.keys()) {
      const [form] = [...forms(value), inOneLine(value)].find(([, text]) => text === mask) ?? []
      if (form === 'itself') return this.#nameOf(value)
      // Its lines follow each other, and are shown as one mask.
      if (form) return `${form === 'a line' ? 'lines' : form} of ${this.#nameOf(value)}`
    }
    throw new Error(`A mask of ${mask.length} characters hides nothing that the test knows`)
  }

  #nameOf(value: string): string {
    const role = this.#roles.get(value) as string
    const values = this.#named.get(role) ?? []
    this.#named.set(role, values)
    if (!values.includes(value)) values.push(value)
    const number = values.indexOf(value) + 1
    return number === 1 ? role : `${role}_${number}`
  }
}

/** As the log shows text of several lines. */
function inOneLine(value: string): [name: string, text: string] {
  return ['one line', value.trim().replaceAll('\n', '\\u000a')]
}
