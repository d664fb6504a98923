import type { Words } from '../../ports/words.ts'
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
  get emptySecret(): string {
    return (
      withheld(this.#env) ??
      'If it is set from a secret, the secret does not exist here under that name, belongs to an environment that this job does not name, or the run comes from a fork or from Dependabot, which get no secrets.'
    )
  }

  readonly storeSecret = (name: string): string => {
    const { GITHUB_REPOSITORY: repository = '', GITHUB_SERVER_URL: server } = this.#env
    const host = URL.parse(server ?? '')?.host
    const place = host && host !== 'github.com' ? `${host}/${repository}` : repository
    return `gh secret set ${name}${/^[\w.:/-]+$/.test(place) ? ` --repo ${place}` : ''}`
  }

  /** An action of the workflow's own repository (`uses: ./`) has no repository of its own. */
  readonly documentation = (heading: string): string | undefined => {
    const {
      GITHUB_ACTION_REPOSITORY: repository,
      GITHUB_ACTION_REF: ref,
      GITHUB_SERVER_URL: server,
    } = this.#env
    const isPlain =
      /^[\w.-]+\/[\w.-]+$/.test(repository ?? '') && /^https:\/\/[\w.-]+(:\d+)?$/.test(server ?? '')
    // A ref may hold what ends an address or a Markdown link.
    if (!isPlain || !ref || !/^[\w./@+-]+$/.test(ref)) return undefined
    return `${server}/${repository}/blob/${ref}/docs/troubleshooting.md#${anchorOf(heading)}`
  }
}

/** A heading's anchor as GitHub makes it: lower case, no punctuation, hyphens for spaces. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}
