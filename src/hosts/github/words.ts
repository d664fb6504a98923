import type { IssuedTokens } from '../../ports/issued-tokens.ts'
import type { DocumentationPage, StoredSecret, Words } from '../../ports/words.ts'
import { anchorOf } from '../../values/anchor.ts'
import { parseUrl } from '../../values/parse-url.ts'
import { withheld } from './withheld.ts'

/** How GitHub Actions calls things. */
export class GitHubWords implements Words {
  readonly #env: NodeJS.ProcessEnv

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env
  }

  readonly input = (name: string): string => name

  readonly setting = (name: string, value: string | number): string => `${name}: ${value}`

  /** What is known of this run, else all that can be. */
  readonly emptySecret = (_: string, other?: string): string =>
    `arrived empty${other ? `, and so did ${other}` : ''}. ${
      withheld(this.#env) ??
      'If it is set from a secret, the secret does not exist here under that name, belongs to an environment that this job does not name, or the run comes from a fork or from Dependabot, which get no secrets.'
    }`

  readonly missing = (name: string): string =>
    `If ${name} is set from a variable or a secret, none of that name reaches this job.`

  readonly given = 'given'

  readonly noCredential = 'This job gets no OIDC token'

  readonly hasJobTokens = true

  readonly federated = 'credential: federated'

  readonly renewed = "the job's own token (leave federated-token out)"

  readonly storeSecret = (input: string, source?: string): StoredSecret => {
    const { GITHUB_REPOSITORY: repository = '', GITHUB_SERVER_URL: server } = this.#env
    const host = parseUrl(server ?? '')?.host
    const place = host && host !== 'github.com' ? `${host}/${repository}` : repository
    const store = `gh secret set ${nameOfSecret(input)}${/^[\w.:/-]+$/.test(place) ? ` --repo ${place}` : ''}`
    // A secret of the repository has no effect where one of the environment has the same name.
    const note =
      'put in the name that your workflow uses, and append --env NAME if it belongs to an environment'
    return source
      ? {
          command: `${source} | ${store}`,
          how: `whose value goes straight to where the next run reads it (${note})`,
        }
      : { command: store, how: `where the next run reads it (the command asks for the value; ${note})` }
  }

  readonly ownMachine = 'a self-hosted runner'

  readonly hostedMachines = 'GitHub-hosted runners'

  readonly jobLimit = 'max-parallel in a matrix'

  readonly issuedTokens = async (): Promise<IssuedTokens> => (await import('./issued-tokens.ts')).gitHubTokens

  /** An action of the workflow's own repository (`uses: ./`) has no repository of its own. */
  readonly documentation = (
    heading: string,
    page: DocumentationPage = 'troubleshooting',
  ): string | undefined => {
    const {
      GITHUB_ACTION_REPOSITORY: repository,
      GITHUB_ACTION_REF: ref,
      GITHUB_SERVER_URL: server,
    } = this.#env
    const isPlain =
      /^[\w.-]+\/[\w.-]+$/.test(repository ?? '') && /^https:\/\/[\w.-]+(:\d+)?$/.test(server ?? '')
    // A ref may hold what ends an address or a Markdown link.
    if (!isPlain || !ref || !/^[\w./@+-]+$/.test(ref)) return undefined
    return `${server}/${repository}/blob/${ref}/docs/${page}.md#${anchorOf(heading)}`
  }
}

/** `CLIENT_SECRET` for `client-secret`: GitHub takes no hyphens. */
function nameOfSecret(input: string): string {
  return input.toUpperCase().replaceAll('-', '_')
}
