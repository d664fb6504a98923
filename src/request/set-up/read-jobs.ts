import type { GitHubFilter } from '../../directory/jobs/github.ts'
import { either } from '../../inputs/either.ts'
import type { InputReader } from '../../inputs/input-reader.ts'
import { quoted } from '../../inputs/quoted.ts'
import type { Input } from '../../ports/inputs.ts'
import { parseUrl } from '../../values/parse-url.ts'
import {
  azureDevOpsInput,
  branchInput,
  gitHubEnvironmentInput,
  gitLabInput,
  issuerInput,
  pullRequestInput,
  repositoryInput,
  serviceConnectionInput,
  subjectInput,
  tagInput,
} from './inputs.ts'
import type { Jobs } from './wanted.ts'

/** Credentials that an app may have; GitHub's jobs take two each. */
const MAX_TRUSTS = 20
/** Characters; Entra's limit for a subject. */
const MAX_SUBJECT = 600

interface ReadJobsOptions {
  /** The repository of this folder, if it is known. */
  here: string | undefined
  /** Whether the app trusts the jobs themselves. */
  isFederated: boolean
}

/** Whose jobs the app is for; undefined after a complaint. */
export function readJobs(reader: InputReader, { here, isFederated }: ReadJobsOptions): Jobs | undefined {
  const systems = [
    { input: azureDevOpsInput, read: () => azureDevOps(reader, isFederated) },
    { input: gitLabInput, read: () => gitLab(reader) },
    { input: subjectInput, read: () => anyone(reader) },
    { input: repositoryInput, read: () => gitHub(reader, reader.text(repositoryInput)) },
  ].filter(({ input }) => reader.isGiven(input))
  const [first, second] = systems
  if (first && second) {
    reader.complain(
      first.input,
      `came together with ${reader.words.input(second.input.name)}; give one of them.`,
    )
    return undefined
  }
  if (first) return first.read()
  if (here !== undefined) return gitHub(reader, here)
  const names = [repositoryInput, azureDevOpsInput, gitLabInput, subjectInput].map(({ name }) =>
    reader.words.input(name),
  )
  reader.complain(
    repositoryInput,
    `is missing, and this folder belongs to no repository of GitHub; give ${either(names)}.`,
  )
  return undefined
}

function gitHub(reader: InputReader, repository: string): Jobs | undefined {
  const filters: GitHubFilter[] = [
    ...list(reader, branchInput).map((name) => ({ kind: 'branch' as const, name })),
    ...list(reader, tagInput).map((name) => ({ kind: 'tag' as const, name })),
    ...list(reader, gitHubEnvironmentInput).map((name) => ({ kind: 'environment' as const, name })),
    ...(reader.text(pullRequestInput) === 'true' ? [{ kind: 'pull-request' as const, name: '' }] : []),
  ]
  if (!/^[\w-]{1,39}\/[\w.-]{1,100}$/.test(repository)) {
    reader.complain(
      repositoryInput,
      `came ${quoted(repository, { fits: /[\w./-]/ })}; allowed is owner/name, as in contoso/deploy.`,
    )
    return undefined
  }
  const wanted: GitHubFilter[] = filters.length > 0 ? filters : [{ kind: 'branch', name: 'main' }]
  if (wanted.length * 2 > MAX_TRUSTS) {
    reader.complain(
      repositoryInput,
      `came with ${wanted.length} branches, tags and environments; an app can trust ${MAX_TRUSTS / 2}, since each takes two federated credentials. Give several jobs one environment of GitHub's.`,
    )
  }
  return { system: 'github', repository, filters: wanted }
}

function azureDevOps(reader: InputReader, isFederated: boolean): Jobs | undefined {
  const [organisation = '', project = '', ...more] = reader.text(azureDevOpsInput).split('/')
  const connection = reader.text(serviceConnectionInput)
  if (!/^[\w-]{1,50}$/.test(organisation) || !isName(project) || more.length > 0) {
    reader.complain(azureDevOpsInput, 'must be organization/project, as in contoso/Deploy, without https://.')
    return undefined
  }
  if (!isName(connection) && (isFederated || connection !== '')) {
    reader.complain(
      serviceConnectionInput,
      'is missing; give the name that the connection has, or will have.',
    )
    return undefined
  }
  return { system: 'azure-devops', organisation, project, connection }
}

function gitLab(reader: InputReader): Jobs | undefined {
  const path = reader.text(gitLabInput)
  const issuer = readIssuer(reader)
  const refs = [
    ...list(reader, branchInput).map((name) => ({ kind: 'branch' as const, name })),
    ...list(reader, tagInput).map((name) => ({ kind: 'tag' as const, name })),
  ]
  if (!/^[\w.-]+(?:\/[\w.-]+)+$/.test(path)) {
    reader.complain(gitLabInput, 'must be the path of the project, as in contoso/deploy, without https://.')
    return undefined
  }
  const wanted = refs.length > 0 ? refs : [{ kind: 'branch' as const, name: 'main' }]
  return { system: 'gitlab', path, refs: wanted, ...(issuer && { issuer }) }
}

function anyone(reader: InputReader): Jobs | undefined {
  const subject = reader.text(subjectInput)
  const issuer = readIssuer(reader)
  if (!issuer && !reader.isGiven(issuerInput))
    reader.complain(issuerInput, `is missing; a subject is one of an issuer's.`)
  if (!isName(subject, MAX_SUBJECT))
    reader.complain(subjectInput, `must be one line of at most ${MAX_SUBJECT} characters.`)
  return issuer ? { system: 'any', issuer, subject } : undefined
}

function readIssuer(reader: InputReader): string | undefined {
  if (!reader.isGiven(issuerInput)) return undefined
  const text = reader.text(issuerInput)
  if (parseUrl(text)?.protocol === 'https:' && isName(text, MAX_SUBJECT)) return text
  reader.complain(issuerInput, 'must be an address that begins with https://.')
  return undefined
}

/** Names that were given, a line each. */
function list(reader: InputReader, input: Input): string[] {
  const names = reader.text(input).split('\n').filter(Boolean)
  const wrong = names.find((name) => !isName(name))
  if (wrong !== undefined)
    reader.complain(input, 'must be names of at most 255 characters, without line ends.')
  return wrong === undefined ? names : []
}

/** No control characters, nor those for private use: commands are made of it. */
function isName(text: string, limit = 255): boolean {
  return text.length > 0 && text.length <= limit && !/[\p{Cc}\p{Cs}\p{Co}]/u.test(text)
}
