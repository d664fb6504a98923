import type { Words } from '../../src/ports/words.ts'

/** Words of a host that there is not, each of which no other host has. */
export const madeUpWords: Words = {
  input: (name) => `LOOM_${name.toUpperCase().replaceAll('-', '_')}`,
  setting: (name, value) => `${madeUpWords.input(name)}=${value}`,
  emptySecret: () => 'came empty: the loom may have lost the thread of that name.',
  missing: (name) => `Tie a thread to ${madeUpWords.input(name)}.`,
  given: 'woven',
  noCredential: 'The loom has nothing to show',
  hasJobTokens: true,
  federated: 'LOOM_CREDENTIAL=federated',
  renewed: 'a thread that is spun anew',
  storeSecret: (input, source) => ({
    command: `${source ? `${source} | ` : ''}loom keep ${madeUpWords.input(input)}`,
    how: 'in the name of your loom',
  }),
  ownMachine: 'a loom of your own',
  hostedMachines: 'Rented looms',
  jobLimit: 'shuttles in the pattern',
  documentation: (heading, page = 'troubleshooting') => `https://loom.example/${page}/${encodeURI(heading)}`,
  issuedTokens: async () => ({
    issuer: 'The Loom',
    lifetime: 'an hour',
    defaultAudience: /^https:\/\/loom\.example$/,
    hints: [
      {
        part: 'issuer',
        pattern: /^https:\/\/loom\.example$/,
        say: () => 'The loom wove it.',
      },
      {
        part: 'subject',
        pattern: /^loom:(?<pattern>.+)$/,
        say: ({ pattern }) => `The loom weaves the pattern ${pattern}.`,
      },
    ],
    shorten: (subject) => subject.replace(/^loom:/, ''),
    widen: ({ sub }) =>
      sub === 'loom:twill'
        ? { whom: 'every loom', expression: "claims['sub'] matches 'loom:*'", subject: 'loom:any' }
        : undefined,
  }),
}

/** What only another host would say. */
export const FOREIGN =
  /github|runner|workflow|\baction\b|\bgh\b|dependabot|\bfork|id-token|repository|\bmatrix\b|\bsteps?\b|pull request|\bdocs\/|README/i

/** The names of inputs within the program, where they can't be anything else; a plain word is one after "input". */
const INNER_NAMES =
  /(?<![\w/.-])((tenant|client)-id|client-secret|federated-token(-file)?|certificate-(path|password)|authority-host|wait-for-propagation|managed-identity)(?![\w-])|\binputs? (credential|audience|certificate|username|password|cloud|scope|verify|timeout)\b/g

/** What a text, in the words of the made-up host, has of another's, or of none. */
export function foreignWords(text: string): string[] {
  const without = text.replace(/LOOM_\w+(=\S+)?/g, 'LOOM_X')
  return [...(FOREIGN.exec(without)?.slice(0, 1) ?? []), ...innerNames(without)]
}

/** The names of inputs within the program that a text has, where a host has names of its own. */
export function innerNames(text: string): string[] {
  return text.match(INNER_NAMES) ?? []
}
