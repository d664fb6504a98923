import { type Cloud, clouds, publicCloud } from '../../clouds.ts'
import type { Fix } from '../../failure.ts'
import { textField } from '../../json.ts'
import { printable } from '../../printable.ts'
import { quoteJson } from '../../shell.ts'
import type { Situation } from './remedy.ts'

const GITHUB = 'https://token.actions.githubusercontent.com'
const PARTS = ['issuer', 'subject', 'audience'] as const
type Part = (typeof PARTS)[number]
/** Characters; Entra's limit for each part of a federated credential. */
const LONGEST_VALUE = 600

interface Presented extends Record<Part, string> {
  situation: Situation
}

/** One thing that explains why a token does not match, found by looking at the token alone: Entra does not say what it expected. */
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
  const presented = read(situation, printable)
  const values = PARTS.map((part) => {
    const mark = rejected === part ? '   <- not found' : ''
    return `  ${`${part}:`.padEnd(10)}${presented[part] || '(none)'}${mark}`
  })
  return ['The token presented:', ...values].join('\n')
}

/** The same, and why no credential of the app matches. @param rejected in words, as far as Entra says it */
export function describeMismatch(situation: Situation, rejected: string): string {
  const presented = read(situation, printable)
  const said = hints
    .filter(({ part }) => rejected.includes(part))
    .flatMap(({ part, pattern, say }) => {
      const match = pattern.exec(presented[part])
      return (match && presented[part] && say(match.groups ?? {}, presented)) || []
    })
  const comparison = `Entra compares issuer, subject and audience letter by letter, and no federated credential of the app has this ${rejected}.`
  return [`${comparison} ${describePresented(situation, rejected)}`, ...said].join('\n')
}

/** First a look at what is there, then the credential to create. */
export function fixMismatch(situation: Situation): Fix[] {
  const { clientId, cloud } = situation
  const { issuer, subject, audience } = read(situation)
  const isPossible = [issuer, subject].every(({ length }) => length > 0 && length <= LONGEST_VALUE)
  if (!isPossible) return [listCredentials(situation)]
  const audiences = [mistakenAudience(audience, cloud) ? cloud.federatedAudience : audience]
  const credential = { name: credentialName(subject), issuer, subject, audiences }
  return [
    listCredentials(situation),
    {
      text: 'Whoever can make a job present these values gets all that the app may do. Create a credential only if they are what you expect; it takes some minutes to spread, and wait-for-propagation: 300 lets the step wait for it:',
      command: `echo ${quoteJson(credential)} | az ad app federated-credential create --id ${clientId} --parameters '@-'`,
    },
    ...flexible(situation, audiences),
  ]
}

/** Where issuer and subject are right already, and a second credential with them can't be made. */
export function fixAudience(situation: Situation): Fix[] {
  const { clientId, cloud } = situation
  const { audience } = read(situation)
  if (mistakenAudience(audience, cloud)) {
    return [
      listCredentials(situation),
      {
        text: `Leave the input audience out, or have federated-token issued for ${cloud.federatedAudience}.`,
      },
    ]
  }
  return [
    listCredentials(situation),
    {
      text: 'Let the credential with this issuer and subject take this audience, and no other (put its name in the place of NAME; it takes some minutes to spread):',
      command: `echo ${quoteJson({ audiences: [audience] })} | az ad app federated-credential update --id ${clientId} --federated-credential-id NAME --parameters '@-'`,
    },
  ]
}

export function listCredentials({ clientId }: Situation): Fix {
  return {
    text: 'See what the app trusts so far:',
    command: `az ad app federated-credential list --id ${clientId} --query "[].{name:name, issuer:issuer, subject:subject, audience:audiences[0]}" --output table`,
  }
}

/**
 * For a branch, the form with a pattern, which is a preview, and must name an ID beside the subject
 * (https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials).
 */
function flexible({ clientId, cloud, claims }: Situation, audiences: string[]): Fix[] {
  const subject = textField(claims, 'sub')
  const id = textField(claims, 'repository_id')
  const branch = /^(?<start>.*:ref:refs\/heads\/)(?<folder>.*\/)?[^/]+$/.exec(subject)
  // The preview is in the public cloud, and for GitHub's own issuer.
  if (!branch || !/^\d+$/.test(id) || claims.iss !== GITHUB || cloud.azCloud !== publicCloud.azCloud)
    return []
  const { start = '', folder = '' } = branch.groups ?? {}
  const pattern = `${start}${folder}*`
  // Within the expression's own quotes, and among its wildcards, only plain characters are safe.
  if (!/^[\w:/@.%-]+\*$/.test(pattern)) return []
  const credential = {
    name: credentialName(`${start}${folder}any`),
    issuer: GITHUB,
    audiences,
    claimsMatchingExpression: {
      value: `claims['sub'] matches '${pattern}' and claims['repository_id'] eq '${id}'`,
      languageVersion: 1,
    },
  }
  return [
    {
      text: `Or trust every branch ${folder ? `that begins with ${folder}` : 'of the repository'} (a flexible credential, a preview of Microsoft's):`,
      command: `echo ${quoteJson(credential)} | az rest --method post --url "https://graph.microsoft.com/beta/applications/$(az ad app show --id ${clientId} --query id --output tsv)/federatedIdentityCredentials" --headers Content-Type=application/json --body '@-'`,
    },
  ]
}

function read(situation: Situation, write: (value: string) => string = String): Presented {
  const { iss, sub, aud } = situation.claims
  const [issuer = '', subject = '', audience = ''] = [iss, sub, Array.isArray(aud) ? aud[0] : aud].map(
    (value) => (typeof value === 'string' ? write(value) : ''),
  )
  return { issuer, subject, audience, situation }
}

/** Why nobody can have meant this audience; undefined if somebody can. */
function mistakenAudience(audience: string, cloud: Cloud): string | undefined {
  if (audience === '') return 'The token has no audience'
  if (audience === cloud.federatedAudience) return undefined
  if (audience.toLowerCase() === cloud.federatedAudience.toLowerCase())
    return 'This audience differs in upper and lower case'
  if (/^https:\/\/github\.com\//.test(audience))
    return "This audience is GitHub's default, for tokens that were asked for without one"
  const other = clouds.find(({ federatedAudience }) => federatedAudience === audience)
  return other && `This audience is that of cloud ${other.name}`
}

/** Of a subject: 3 to 120 letters, digits and hyphens, not a hyphen first; another name for each kind of subject. */
function credentialName(subject: string): string {
  const name = subject
    .replace(/^repo:/, '')
    .replace(':ref:refs/heads/', '-branch-')
    .replace(':ref:refs/tags/', '-tag-')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 120)
    .replace(/^-+|-+$/g, '')
  return name.length < 3 ? 'federated-credential' : name
}
