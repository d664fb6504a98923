/** Which object of a collection is meant: by its `id`, or by an alternate key. */
export interface Key {
  property: string
  value: string
}

/** A path as routes are written, such as `/applications/{}/addPassword`, and its keys in order. */
export interface GraphPath {
  route: string
  keys: Key[]
}

const collections = [
  'applications',
  'federatedIdentityCredentials',
  'oauth2PermissionGrants',
  'servicePrincipals',
]

/** Reads a path of Graph's v1.0, such as `/v1.0/applications(appId='…')/addPassword`; undefined for any other. */
export function readPath(path: string): GraphPath | undefined {
  const [, version, ...segments] = path.split('/')
  if (version !== 'v1.0' || segments.length === 0) return undefined
  const keys: Key[] = []
  let route = ''
  let collection = false
  for (const segment of segments) {
    const text = decode(segment)
    const [, name, inner] = /^(\w+)\((.*)\)$/s.exec(text) ?? []
    const key = inner === undefined ? undefined : readKey(inner)
    if (name && key) {
      keys.push(key)
      route += `/${name}/{}`
      collection = false
    } else if (collection) {
      keys.push({ property: 'id', value: text })
      route += '/{}'
      collection = false
    } else {
      route += `/${text}`
      collection = collections.includes(text)
    }
  }
  return { route, keys }
}

/** `appId='…'`, or the ID alone in quotes. A quote within the value is doubled. */
function readKey(text: string): Key | undefined {
  const [, property = 'id', value] = /^(?:(\w+)=)?'((?:[^']|'')*)'$/s.exec(text) ?? []
  return value === undefined ? undefined : { property, value: value.replaceAll("''", "'") }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
