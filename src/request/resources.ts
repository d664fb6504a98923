import type { CredentialTraits } from '../advice/credential-traits.ts'
import type { InputReader } from '../inputs/input-reader.ts'
import type { Host } from '../ports/host.ts'
import type { Input } from '../ports/inputs.ts'
import type { Words } from '../ports/words.ts'
import { type Cloud, publicCloud } from '../values/clouds.ts'
import { findResource, namesOfResource, plainResource } from '../values/resources.ts'
import { type GetTokenRequest, readRequest } from './read-request.ts'
import { quotedScope, readScopes, scopeInput, scopeOf, scopeProblem } from './scope.ts'

/** Of hosts that serve tokens. */
export const resourcesInput: Input = {
  name: 'resources',
  description:
    "What tokens may be asked for - resources' URLs or IDs, separated by lines, spaces or commas. The first token is for the first of them. Without it, the resource of scope alone.",
}

/** Each more is one more that any program of the job may ask for. */
const MAX_RESOURCES = 50

/** Something that clients ask tokens for. */
export interface Resource {
  /** As the user wrote it, without what is only said of a scope. */
  name: string
  /** What clients call it, to be compared. @see plainResource */
  names: readonly string[]
  scopes: string[]
  /** Of this program, that named it. */
  input: string
}

/** A request for the first token, and all that more may be asked for. */
export interface ServeRequest extends GetTokenRequest {
  resources: readonly Resource[]
}

/** Words in which what is said of the scope names the input that the resource came from. */
export function wordsFor({ input }: Resource, words: Words): Words {
  const nameOf = (name: string) => (name === scopeInput.name ? input : name)
  return {
    ...words,
    input: (name) => words.input(nameOf(name)),
    setting: (name, value) => words.setting(nameOf(name), value),
  }
}

/** @see readRequest @throws {Failure} with every complaint at once */
export async function readServeRequest(host: Host): Promise<ServeRequest> {
  let resources: readonly Resource[] = []
  const request = await readRequest(host, (reader, cloud, kind) => {
    resources = readResources(reader, cloud, kind)
    return resources[0]?.scopes ?? []
  })
  return { ...request, resources }
}

function readResources(
  reader: InputReader,
  cloud: Cloud | undefined,
  kind: CredentialTraits | undefined,
): Resource[] {
  const { words } = reader
  const parts = reader
    .text(resourcesInput)
    .split(/[\s,]+/)
    .filter(Boolean)
  if (parts.length === 0) return [resourceOf(readScopes(reader, cloud, kind), scopeInput, cloud)]
  if (reader.isGiven(scopeInput)) {
    reader.complain(
      resourcesInput,
      `came together with ${words.input(scopeInput.name)}; give one of them. The first resource is what the first token is for.`,
    )
  }
  if (parts.length > MAX_RESOURCES)
    reader.complain(resourcesInput, `came with ${parts.length} resources; allowed are ${MAX_RESOURCES}.`)
  const resources = new Map<string, Resource>()
  for (const part of parts) {
    const scope = scopeOf(part, reader, resourcesInput)
    const problem =
      /^[a-z0-9.-]+$/i.test(part) && findResource(`https://${part}`)
        ? `an address without https:// before it; write "https://${part}".`
        : scope.endsWith('/.default')
          ? scopeProblem(scope, { cloud, kind, words })
          : "which is no resource; allowed is a resource's URL or ID, without a permission after it."
    if (problem) reader.complain(resourcesInput, `came ${quotedScope(part)}, ${problem}`)
    const resource = resourceOf([scope], resourcesInput, cloud)
    // The same by two names is one.
    resources.set(resource.names[0] ?? '', resources.get(resource.names[0] ?? '') ?? resource)
  }
  return [...resources.values()]
}

/** The resource that scopes are of: what stands before the permission. */
function resourceOf(scopes: string[], { name: input }: Input, cloud = publicCloud): Resource {
  const scope = scopes.find((each) => each.includes('/')) ?? ''
  const name = scope.slice(0, scope.lastIndexOf('/')).replace(/\/$/, '')
  return { name, names: namesOfResource(plainResource(name), cloud), scopes, input }
}
