/** What takes two columns of a terminal: the scripts of East Asia (UAX 11), and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu
/** What stands on the letter before it. */
const COMBINING = /\p{M}/gu

/** How many columns a text takes. */
export function widthOf(text: string): number {
  // The tables of Unicode take milliseconds to load.
  if (/^[ -~]*$/.test(text)) return text.length
  const base = text.replace(COMBINING, '')
  return [...base].length + (base.match(WIDE)?.length ?? 0)
}

/** With spaces up to so many columns. */
export function padColumns(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}
