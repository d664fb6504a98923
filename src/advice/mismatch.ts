import { textField } from '../values/json.ts'
import { printable } from '../values/printable.ts'
import { GITHUB, mistakenAudience, PARTS, type Part, type Presented, readPresented } from './presented.ts'
import type { Situation } from './remedy.ts'

/**
 * One thing that explains why a token does not match, found by looking at the token alone: Entra does not say
 * what it expected.
 */
interface Hint {
  part: Part
  /** What the part must look like; its groups are handed to `say`. */
  pattern: RegExp
  say(groups: Record<string, string>, presented: Presented): string | undefined
}

/** What of the token commonly differs from the credential. */
const hints: readonly Hint[] = [
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
      `Your enterprise, ${slug}, has GitHub put its name into the issuer; a credential for ${GITHUB} alone does not match.`,
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
    part: 'issuer',
    pattern: /\/$/,
    say: () => 'This issuer ends in a slash, and the credential must have it, too.',
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
    say: ({ owner, repository }, { issuer, situation: { claims } }) => {
      // GitHub Enterprise Server has no form with IDs.
      if (issuer.includes('/_services/token')) return undefined
      const [ownerId, id] = ['repository_owner_id', 'repository_id'].map((name) => textField(claims, name))
      return `The subject has the names alone; if the Azure portal made the credential, it may have IDs, repo:${owner}@${printable(ownerId || 'ID')}/${repository}@${printable(id || 'ID')}:…, which do not match.`
    },
  },
  {
    part: 'subject',
    pattern: /^system:serviceaccount:(?<namespace>[^:]+):(?<account>[^:]+)$/,
    say: ({ namespace, account }) =>
      `The token is of the Kubernetes service account ${account} in the namespace ${namespace}.`,
  },
  {
    part: 'subject',
    pattern: /^(?!repo:)/,
    say: (_, { issuer }) =>
      issuer.startsWith(GITHUB)
        ? 'The repository or its organisation has customised the subject; the credential must have all of it.'
        : undefined,
  },
  {
    part: 'audience',
    pattern: /^/,
    say: (_, { audience, situation: { cloud } }) => {
      const mistake = mistakenAudience(audience, cloud)
      if (mistake)
        return `${mistake}; Entra of cloud ${cloud.name} expects ${cloud.federatedAudience}. Check the inputs audience and cloud.`
      return audience === cloud.federatedAudience
        ? `This is the audience of cloud ${cloud.name}; the credential names another one, such as that of another cloud.`
        : `This audience is not the usual one of cloud ${cloud.name}, ${cloud.federatedAudience}.`
    },
  },
]

/** The parts that Entra compares, as they were presented. @param rejected as far as Entra says it */
export function describePresented(situation: Situation, rejected = ''): string {
  const presented = readPresented(situation, printable)
  const values = PARTS.map((part) => {
    const mark = rejected === part ? '   <- not found' : ''
    return `  ${`${part}:`.padEnd(10)}${presented[part] || '(none)'}${mark}`
  })
  return ['The token presented:', ...values].join('\n')
}

/** The same, and why no credential of the app matches. @param rejected in words, as far as Entra says it */
export function describeMismatch(situation: Situation, rejected: string): string {
  const presented = readPresented(situation, printable)
  const said = hints
    .filter(({ part }) => rejected.includes(part))
    .flatMap(({ part, pattern, say }) => {
      const match = pattern.exec(presented[part])
      return (match && presented[part] && say(match.groups ?? {}, presented)) || []
    })
  const comparison = `Entra compares issuer, subject and audience letter by letter, and no federated credential of the app has this ${rejected}.`
  return [`${comparison} ${describePresented(situation, rejected)}`, ...said].join('\n')
}
