import { isAzurePipelines } from '../azure-pipelines/job.ts'

/** A CI system that issues OIDC tokens, and how a job of it gets one. */
interface CiSystem {
  name: string
  /** An environment variable that each of its jobs has. */
  variable: string
  /** How to get a token there: whole sentences. */
  advice: string
  /** Where no federated credential can match its tokens. */
  isUnfit?: true
}

const named = (how: string) => `${how}, and name the variable: --federated-token-env NAME.`

/** As docs/other-ci.md has them. */
export const ciSystems: readonly CiSystem[] = [
  {
    name: 'GitLab',
    variable: 'GITLAB_CI',
    advice: named('Give the job id_tokens: with aud: api://AzureADTokenExchange'),
  },
  {
    name: 'Jenkins',
    variable: 'JENKINS_URL',
    advice: named(
      'Bind an OpenID Connect id token (plugin oidc-provider) to a variable, by withCredentials([string(…)])',
    ),
  },
  {
    name: 'Buildkite',
    variable: 'BUILDKITE',
    advice:
      "Give --federated-token-command 'buildkite-agent oidc request-token --audience {audience} --subject-claim pipeline_id'.",
  },
  {
    name: 'CircleCI',
    variable: 'CIRCLECI',
    advice: `Give --federated-token-command 'circleci run oidc get --claims "{\\"aud\\":\\"{audience}\\"}"'.`,
  },
  {
    name: 'Bitbucket',
    variable: 'BITBUCKET_BUILD_NUMBER',
    isUnfit: true,
    advice:
      "The subject of Bitbucket's OIDC tokens is another in each run, so no federated credential matches: give a certificate or a client secret.",
  },
]

/** Whether this is a job of a CI system's, as far as variables tell. */
export function isJob(env: NodeJS.ProcessEnv): boolean {
  return Boolean(env.GITHUB_ACTIONS) || isAzurePipelines(env) || findCiSystem(env) !== undefined
}

/** The system that this runs in, as far as variables tell. */
export function findCiSystem(env: NodeJS.ProcessEnv): CiSystem | undefined {
  return ciSystems.find(({ variable }) => env[variable])
}
