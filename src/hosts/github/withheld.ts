import { asObject, parseObject, textField } from '../../values/json.ts'
import { FileProblem, readSmallFile } from '../../values/small-file.ts'

/**
 * Events whose runs get no OIDC token and no secrets when they are of a fork. Those of pull_request_target and
 * workflow_run get both (https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows).
 */
const OF_FORKS = ['pull_request', 'pull_request_review', 'pull_request_review_comment']
/** https://docs.github.com/code-security/dependabot/troubleshooting-dependabot/troubleshooting-dependabot-on-github-actions */
const OF_DEPENDABOT = [...OF_FORKS, 'push', 'create', 'deployment', 'deployment_status']

const SKIP = `Skip the job there:
    if: \${{ !github.event.pull_request.head.repo.fork && github.actor != 'dependabot[bot]' }}`

/** Why this run gets neither token nor secrets, and what to do about it; undefined where it should. */
export function withheld(env: NodeJS.ProcessEnv): string | undefined {
  const event = env.GITHUB_EVENT_NAME ?? ''
  // The one who started it first, whoever runs it again.
  if (OF_DEPENDABOT.includes(event) && env.GITHUB_ACTOR === 'dependabot[bot]') {
    return `Dependabot started this run, and GitHub keeps the secrets of Actions from it, and by default the OIDC token. ${SKIP}
To run it for Dependabot as well, save the secret a second time under Settings › Secrets and variables › Dependabot, or, for credential federated, give the job permissions: id-token: write.`
  }
  const fork = OF_FORKS.includes(event) ? findFork(env.GITHUB_EVENT_PATH ?? '') : undefined
  return (
    fork &&
    `This run is of a pull request from ${fork}, and by default GitHub gives such a run neither an OIDC token nor secrets. ${SKIP}`
  )
}

/** The fork that a pull request is from, in words. A repository may be a fork itself, and get pull requests of its own. */
function findFork(eventPath: string): string | undefined {
  const pullRequest = asObject(readEvent(eventPath)?.pull_request)
  const head = asObject(pullRequest?.head)
  if (!head) return undefined
  // Null once the fork is deleted.
  if (head.repo === null) return 'a fork'
  const repository = asObject(head.repo) ?? {}
  const from = textField(repository, 'full_name')
  const to = textField(asObject(asObject(pullRequest?.base)?.repo) ?? {}, 'full_name')
  const isFork = from && to ? from !== to : repository.fork === true
  if (!isFork) return undefined
  return /^[\w.-]+\/[\w.-]+$/.test(from) ? `a fork (${from})` : 'a fork'
}

/** The event as GitHub tells it; undefined if it can't be read, since this is only to explain another failure. */
function readEvent(path: string): Record<string, unknown> | undefined {
  try {
    return parseObject(readSmallFile(path).toString())
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    return undefined
  }
}
