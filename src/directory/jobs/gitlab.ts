import { credentialName, type Trusts } from './trusts.ts'

interface GitLabJobs {
  /** Of the project, as group/project. */
  path: string
  refs: readonly { kind: 'branch' | 'tag'; name: string }[]
  /** The instance. */
  issuer?: string
}

/** https://docs.gitlab.com/ci/secrets/id_token_authentication */
export function gitlabTrusts({ path, refs, issuer = 'https://gitlab.com' }: GitLabJobs): Trusts {
  return {
    given: {
      gitlabIssuer: issuer,
      ...Object.fromEntries(
        refs.flatMap(({ kind, name }, index) => [
          [`subject${index}`, `project_path:${path}:ref_type:${kind}:ref:${name}`],
          [`credential${index}`, credentialName([...path.split('/'), kind, name])],
        ]),
      ),
    },
    derived: {},
    lookUps: [],
    trusts: refs.map(({ kind, name }, index) => ({
      ...{ id: `${index + 1}`, whom: `jobs of ${path} on ${kind} ${name}`, issuer: 'gitlabIssuer' },
      ...{ subject: `subject${index}`, name: `credential${index}` },
    })),
  }
}
