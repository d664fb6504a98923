import { either } from '../inputs/either.ts'
import type { InputReader } from '../inputs/input-reader.ts'
import { nearest } from '../inputs/issues.ts'
import { quoted } from '../inputs/quoted.ts'
import type { Input } from '../ports/inputs.ts'
import { type Cloud, candidateClouds, clouds, findCloud, publicCloud } from '../values/clouds.ts'

export const cloudInput: Input = {
  name: 'cloud',
  get description() {
    const { names, aliases } = choices()
    return `${either(names)}; also ${aliases.join(', ')}.`
  },
  default: publicCloud.name,
}

/** Undefined after a complaint. */
export function readCloud(reader: InputReader): Cloud | undefined {
  const name = reader.text(cloudInput)
  const cloud = findCloud(name)
  if (cloud) return cloud
  const candidates = candidateClouds(name)
  if (candidates.length > 0) {
    const addresses = candidates.map(({ name, adminCenter }) => `${name} (${adminCenter})`)
    reader.complain(
      cloudInput,
      `came ${quoted(name, { words: [name] })}, which may be ${either(candidates.map(({ name }) => name))}. The address of the tenant's Power Platform admin center tells which: ${either(addresses)}.`,
    )
    return undefined
  }
  const { names, aliases } = choices()
  reader.complain(
    cloudInput,
    `came ${quoted(name, { words: [...names, ...aliases], fits: /[a-z-]/i })}; allowed are ${names.join(', ')} (also ${aliases.join(', ')}).${nearest(name, [...names, ...aliases])}`,
  )
  return undefined
}

function choices(): { names: string[]; aliases: string[] } {
  return { names: clouds.map(({ name }) => name), aliases: clouds.flatMap(({ aliases }) => aliases) }
}
