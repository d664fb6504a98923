const pattern = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const whole = new RegExp(`^${pattern}$`, 'i')
const inside = new RegExp(`(?<![0-9a-f-])${pattern}(?![0-9a-f-])`, 'i')

export function isGuid(text: string): boolean {
  return whole.test(text)
}

/** The first GUID in a text, such as a URL that was pasted where an ID belongs. */
export function findGuid(text: string): string | undefined {
  return inside.exec(text)?.[0]
}
