import { placeholdersOf } from '../../src/advice/placeholders.ts'
import type { Situation } from '../../src/advice/remedy.ts'
import { defaultKind } from '../../src/credentials/registry.ts'
import { gitHubTokens } from '../../src/hosts/github/issued-tokens.ts'
import { GitHubWords } from '../../src/hosts/github/words.ts'
import type { DocumentationPage } from '../../src/ports/words.ts'
import { publicCloud } from '../../src/values/clouds.ts'

const words = new GitHubWords({
  GITHUB_REPOSITORY: 'YOUR-ORG/REPOSITORY',
  GITHUB_ACTION_REPOSITORY: 'OWNER/REPOSITORY',
  GITHUB_ACTION_REF: 'REF',
  GITHUB_SERVER_URL: 'https://github.com',
})

const { documentation } = words

/** Within this folder. */
function link(heading: string, page?: DocumentationPage): string {
  return `[${heading}](${documentation(heading, page)?.split('/').at(-1)})`
}

const known = placeholdersOf(publicCloud)

/** Stands for what an error fills in. */
export const placeholders: Situation = {
  ...known,
  credential: defaultKind,
  words: Object.assign(words, { documentation: link }),
  issuedTokens: gitHubTokens,
  claims: { ...known.claims, ...gitHubTokens.example },
}
