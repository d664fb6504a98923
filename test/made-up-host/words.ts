import type { Words } from '../../src/ports/words.ts'

/** How a CI system that nobody has calls things. */
export const words: Words = {
  input: (name) => `nimbus.${name}`,
  setting: (name, value) => `nimbus.${name}=${value}`,
  emptySecret: 'The vault of this cloudlet has none of that name.',
  storeSecret: (name) => `nimbus vault put ${name}`,
  documentation: () => undefined,
}
