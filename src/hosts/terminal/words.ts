import type { StoredSecret, Words } from '../../ports/words.ts'
import { variables } from './variables.ts'

const PAGES = 'https://github.com/OWNER/power-platform-token/blob/v1/docs'

/** How a command line calls things. */
export const terminalWords: Words = {
  input: (name) => `--${name}`,
  setting: (name, value) => `--${name} ${value}`,
  emptySecret: 'It comes from an environment variable or from standard input, and nothing came.',
  storeSecret,
  ownMachine: 'a machine of your own',
  hostedMachines: 'Machines of a CI system',
  jobLimit: undefined,
  documentation: (heading, page = 'troubleshooting') => `${PAGES}/${page}.md#${anchorOf(heading)}`,
  issuedTokens: async () => undefined,
}

/** There is no place that every shell and every CI system keeps secrets in. */
function storeSecret(input: string, source = ''): StoredSecret {
  const place = variables[input] ? `the environment variable ${variables[input]}` : `--${input}-stdin`
  return { command: source, note: `put what it prints into ${place}` }
}

/** A heading's anchor as GitHub makes it: lower case, no punctuation, hyphens for spaces. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}
