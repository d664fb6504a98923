import type { StoredSecret, Words } from '../../ports/words.ts'
import type { TerminalInputs } from './inputs.ts'
import { variables } from './variables.ts'

const PAGES = 'https://github.com/OWNER/power-platform-token/blob/v1/docs'

/** How a command line calls things: an input by the option or the environment variable that it comes from. */
export function terminalWords(inputs: TerminalInputs, env: NodeJS.ProcessEnv): Words {
  return {
    input: (name) => inputs.called(name),
    setting,
    emptySecret: 'It comes from an environment variable or from standard input, and nothing came.',
    storeSecret,
    signIn: '--credential browser',
    ownMachine: 'a machine of your own',
    hostedMachines: 'Machines of a CI system',
    jobLimit: undefined,
    documentation: (heading, page = 'troubleshooting') => `${PAGES}/${page}.md#${anchorOf(heading)}`,
    issuedTokens: async () =>
      env.ACTIONS_ID_TOKEN_REQUEST_URL
        ? (await import('../github/issued-tokens.ts')).gitHubTokens
        : undefined,
  }
}

/** A switch is there, or not. */
function setting(name: string, value: string | number): string {
  if (value === 'true') return `--${name}`
  return value === 'false' ? `no --${name}` : `--${name} ${value}`
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
