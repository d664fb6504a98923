/**
 * The text with `***` for every stretch that masks cover. Overlapping ones go together: replaced one after the other, a
 * short mask would tear a longer one apart, and leave the rest of it in clear.
 */
export function redact(text: string, masks: Iterable<string>): string {
  const stretches: [start: number, end: number][] = []
  for (const mask of masks) {
    if (text.includes(mask)) stretches.push(...occurrences(text, mask))
  }
  let redacted = ''
  let position = 0
  for (const [start, end] of stretches.toSorted(([a], [b]) => a - b)) {
    if (start >= position) redacted += `${text.slice(position, start)}***`
    position = Math.max(position, end)
  }
  return redacted + text.slice(position)
}

/**
 * Where the mask stands, overlaps with itself included, in time that grows with the two lengths alone (Knuth, Morris and
 * Pratt, 1977): by `indexOf`, a mask of one letter in a text of it takes time that grows with the square.
 */
function occurrences(text: string, mask: string): [start: number, end: number][] {
  const borders = [0]
  const step = (matched: number, unit: number) => {
    let length = matched
    while (length > 0 && (length === mask.length || mask.charCodeAt(length) !== unit))
      length = borders[length - 1] as number
    return mask.charCodeAt(length) === unit ? length + 1 : 0
  }
  for (let index = 1; index < mask.length; index++)
    borders.push(step(borders[index - 1] as number, mask.charCodeAt(index)))

  const found: [number, number][] = []
  let matched = 0
  for (let index = 0; index < text.length; index++) {
    matched = step(matched, text.charCodeAt(index))
    if (matched === mask.length) found.push([index + 1 - matched, index + 1])
  }
  return found
}
