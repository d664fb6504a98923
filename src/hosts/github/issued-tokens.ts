import type { IssuedTokens, MismatchHint } from '../../ports/issued-tokens.ts'
import { textField } from '../../values/json.ts'
import type { Claims } from '../../values/jwt.ts'
import { printable } from '../../values/printable.ts'

/** The issuer of github.com. */
const ISSUER = 'https://token.actions.githubusercontent.com'

/** https://docs.github.com/actions/reference/security/oidc */
const hints: readonly MismatchHint[] = [
  {
    part: 'issuer',
    pattern: /^https:\/\/token\.actions\.githubusercontent\.com$/,
    say: () =>
      "This is GitHub's usual issuer. A credential with a slash at its end, or with the name of an enterprise after it, is another.",
  },
  {
    part: 'issuer',
    pattern: /^https:\/\/token\.actions\.githubusercontent\.com\/(?<slug>[^/]+)$/,
    say: ({ slug }) =>
      `Your enterprise, ${slug}, has GitHub put its name into the issuer; a credential for ${ISSUER} alone does not match.`,
  },
  {
    part: 'issuer',
    pattern: /^https:\/\/token\.actions\.(?<subdomain>[^/.]+)\.ghe\.com/,
    say: ({ subdomain }) =>
      `The repository is on ${subdomain}.ghe.com, whose issuer is not that of github.com.`,
  },
  {
    part: 'issuer',
    pattern: /\/_services\/token\/?$/,
    say: () =>
      'This is the issuer of a GitHub Enterprise Server; the credential must name this server, and Entra must be able to reach it over the internet.',
  },
  {
    part: 'subject',
    pattern: /:environment:(?<environment>[^:]+)$/,
    say: ({ environment }) =>
      `The job names the environment ${environment}, so the subject ends in it; a credential for a branch, a tag or pull requests does not match.`,
  },
  {
    part: 'subject',
    pattern: /:pull_request$/,
    say: () =>
      'The run is for a pull request, so the subject names no branch; a credential for a branch does not match.',
  },
  {
    part: 'subject',
    pattern: /:ref:refs\/(?<kind>heads|tags)\/(?<name>.+)$/,
    say: ({ kind, name }) =>
      `The job runs on the ${kind === 'tags' ? 'tag' : 'branch'} ${name} and names no environment; a credential for another one, for an environment or for pull requests does not match.`,
  },
  {
    part: 'subject',
    pattern: /^repo:(?<owner>[^@/:]+)@\d+\/(?<repository>[^@/:]+)@\d+:/,
    say: ({ owner, repository }) =>
      `The subject carries the IDs of owner and repository (the immutable form); a credential with the names alone, repo:${owner}/${repository}:…, does not match.`,
  },
  {
    part: 'subject',
    pattern: /^repo:(?<owner>[^@/:]+)\/(?<repository>[^@/:]+):/,
    say: ({ owner, repository }, { issuer }, claims) => {
      // GitHub Enterprise Server has no form with IDs.
      if (issuer.includes('/_services/token')) return undefined
      const [ownerId, id] = ['repository_owner_id', 'repository_id'].map((name) => textField(claims, name))
      return `The subject has the names alone; if the Azure portal made the credential, it may have IDs, repo:${owner}@${printable(ownerId || 'ID')}/${repository}@${printable(id || 'ID')}:…, which do not match.`
    },
  },
  {
    part: 'subject',
    pattern: /^(?!repo:)/,
    say: (_, { issuer }) =>
      issuer.startsWith(ISSUER)
        ? 'The repository or its organisation has customised the subject; the credential must have all of it.'
        : undefined,
  },
]

/**
 * For a branch. The pattern must come with an ID beside the subject
 * (https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials).
 */
function everyBranch(claims: Claims): ReturnType<IssuedTokens['widen']> {
  const id = textField(claims, 'repository_id')
  const branch = /^(?<start>.*:ref:refs\/heads\/)(?<folder>.*\/)?[^/]+$/.exec(textField(claims, 'sub'))
  if (!branch || !/^\d+$/.test(id) || claims.iss !== ISSUER) return undefined
  const { start = '', folder = '' } = branch.groups ?? {}
  const pattern = `${start}${folder}*`
  // Within the expression's own quotes, and among its wildcards, only plain characters are safe.
  if (!/^[\w:/@.%-]+\*$/.test(pattern)) return undefined
  return {
    whom: `every branch ${folder ? `that begins with ${folder}` : 'of the repository'}`,
    expression: `claims['sub'] matches '${pattern}' and claims['repository_id'] eq '${id}'`,
    subject: `${start}${folder}any`,
  }
}

/** GitHub's tokens: of github.com, of GitHub Enterprise Cloud, and of GitHub Enterprise Server. */
export const gitHubTokens: IssuedTokens = {
  issuer: 'GitHub',
  lifetime: 'five minutes',
  example: {
    iss: ISSUER,
    sub: 'repo:YOUR-ORG/REPOSITORY:ref:refs/heads/BRANCH',
    repository_id: '123456789',
    repository_owner_id: '12345',
  },
  defaultAudience: /^https:\/\/github\.com\//,
  hints,
  shorten: (subject) =>
    subject
      .replace(/^repo:/, '')
      .replace(':ref:refs/heads/', '-branch-')
      .replace(':ref:refs/tags/', '-tag-'),
  widen: everyBranch,
}
