/** How many permissions of an answer are named, and how long one may be: it is foreign text. */
const MAX_PERMISSIONS = 5
const MAX_NAME = 100

/**
 * The permissions that a refusal says the API would accept; only plain words, since they go into commands.
 */
export function acceptedPermissions(words: readonly string[]): string[] {
  const lists = words.map((word) => /permissions: \[([\w., ]{1,1000})\]/.exec(word)?.[1] ?? '')
  const names = lists.flatMap((list) => list.split(',')).map((name) => name.trim())
  const plain = names.filter(
    (name) => name.length <= MAX_NAME && /^[A-Za-z0-9]+(\.[A-Za-z0-9]+)+$/.test(name),
  )
  return [...new Set(plain)].slice(0, MAX_PERMISSIONS)
}
