import type { Step } from '../../plan/step.ts'
import { credentialName, type Trusts } from './trusts.ts'

const ISSUER = 'https://token.actions.githubusercontent.com'

/** Which jobs of a repository, as GitHub's subjects tell them apart. */
export interface GitHubFilter {
  kind: 'branch' | 'tag' | 'environment' | 'pull-request'
  /** Its name; of a pull request there is none. */
  name: string
}

interface GitHubJobs {
  /** As owner/name. */
  repository: string
  filters: readonly GitHubFilter[]
  /** Of GitHub's API; a server of one's own has another. */
  apiUrl?: string
  issuer?: string
}

/** How a subject ends. A colon within a name is written `%3A`. */
const endings: Record<GitHubFilter['kind'], (name: string) => string> = {
  branch: (name) => `ref:refs/heads/${name}`,
  tag: (name) => `ref:refs/tags/${name}`,
  environment: (name) => `environment:${name.replaceAll(':', '%3A')}`,
  'pull-request': () => 'pull_request',
}

/**
 * Jobs of a repository of GitHub's, each by both of its subjects: repositories made, renamed or transferred since July 2026
 * have IDs in them, others only if their owner chose it, and a job has one of the two.
 * https://docs.github.com/actions/concepts/security/openid-connect
 */
export function githubTrusts({
  repository,
  filters,
  apiUrl = 'https://api.github.com',
  issuer = ISSUER,
}: GitHubJobs): Trusts {
  const [owner = '', name = ''] = repository.split('/')
  const endingsGiven = Object.fromEntries(
    filters.map(({ kind, name: each }, index) => [`ending${index}`, endings[kind](each)]),
  )
  const names = filters.map(({ kind, name: each }) => [owner, name, kind, each].filter(Boolean))
  return {
    given: {
      ...{ owner, repositoryName: name, githubIssuer: issuer, ...endingsGiven },
      ...Object.fromEntries(names.map((words, index) => [`credential${index}`, credentialName(words)])),
      ...Object.fromEntries(
        names.map((words, index) => [`credentialById${index}`, credentialName([...words, 'by-id'])]),
      ),
    },
    derived: Object.fromEntries(
      filters.flatMap((_, index) => [
        [`subject${index}`, `repo:{owner}/{repositoryName}:{ending${index}}`],
        [`subjectById${index}`, `repo:{owner}@{ownerId}/{repositoryName}@{repositoryId}:{ending${index}}`],
      ]),
    ),
    lookUps: [repositoryStep(apiUrl)],
    trusts: filters.flatMap(({ kind, name: each }, index) => {
      const jobs = `jobs of ${repository} ${describe(kind, each)}`
      return [
        {
          ...{ id: `${index + 1}`, whom: jobs, issuer: 'githubIssuer' },
          ...{ subject: `subject${index}`, name: `credential${index}` },
        },
        {
          ...{
            id: `${index + 1}-by-id`,
            whom: `${jobs}, by the IDs of owner and repository`,
            issuer: 'githubIssuer',
          },
          ...{ subject: `subjectById${index}`, name: `credentialById${index}` },
        },
      ]
    }),
  }
}

function describe(kind: GitHubFilter['kind'], name: string): string {
  if (kind === 'pull-request') return 'for pull requests'
  return `${kind === 'environment' ? 'in' : 'on'} ${kind} ${name}`
}

/** https://docs.github.com/rest/repos/repos#get-a-repository */
function repositoryStep(apiUrl: string): Step {
  return {
    id: 'repository',
    purpose: "Looks up the IDs of the repository and its owner, which newer repositories' tokens hold.",
    needs: 'whoever may read the repository',
    service: 'github',
    search: { url: `${apiUrl}/repos/{owner}/{repositoryName}` },
    learns: { ownerId: 'owner.id', repositoryId: 'id' },
    isOptional: true,
    hasNoPage: true,
    portal: [
      'There is no page that shows them: take the command, or leave the credentials by IDs out and see whether the workflow is refused.',
    ],
  }
}
