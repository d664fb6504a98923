/** Words as programs and folders have them in their names, with figures at a word's end alone: no secret is like that. */
const PLAIN =
  /^(?=.{1,80}$)[./\\]{0,3}(?:[A-Z]?[a-z]{1,20}\d{0,2})(?:[./\\_-]{1,2}[A-Z]?[a-z]{1,20}\d{0,2}){0,9}$/

/** A program, as it stands in a command, to be shown; undefined for what may be a secret that came in its place. */
export function shownProgram(program: string): string | undefined {
  return PLAIN.test(program) ? program : undefined
}
