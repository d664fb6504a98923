import type { Jobs, Wanted, WantedCredential } from '../../request/set-up/wanted.ts'
import { publicCloud } from '../../values/clouds.ts'
import { isGuid } from '../../values/guid.ts'

/** A pipeline that gets a token and shows that it works, whole, to be saved as a file. */
export interface Pipeline {
  /** Path in the repository. */
  file: string
  text: string
  /** What it reads from its system, and where that is kept: a sentence each. */
  reads: readonly string[]
}

type Described = Pick<Wanted, 'cloud' | 'tenantId' | 'credential' | 'jobs'>
type Parts = Readonly<Record<WantedCredential, { lines: readonly string[]; reads: readonly string[] }>>

/** The pipeline for what was set up. */
export function pipelineOf(wanted: Described, clientId: string): Pipeline {
  return makers[wanted.jobs.system](wanted, clientId)
}

const makers: Record<Jobs['system'], (wanted: Described, clientId: string) => Pipeline> = {
  github: gitHub,
  'azure-devops': azureDevOps,
  gitlab: gitLab,
  any: script,
}

/** Seconds: what is new takes some minutes to spread. */
const PROPAGATION = 300

function gitHub({ cloud, tenantId, credential, jobs }: Described, clientId: string): Pipeline {
  const filters = jobs.system === 'github' ? jobs.filters : []
  const environment = filters.find(({ kind }) => kind === 'environment')
  const isForPullRequests = filters.some(({ kind }) => kind === 'pull-request')
  const { lines, reads } = ofGitHub[credential]
  const inputs = [
    `tenant-id: ${scalar(tenantId)}`,
    `client-id: ${scalar(clientId)}`,
    ...lines,
    ...(cloud.name === publicCloud.name ? [] : [`cloud: ${cloud.name}`]),
    'verify: true # lists the environments, too: without it, the step does not notice a missing role',
    `wait-for-propagation: ${PROPAGATION} # what is new takes some minutes to spread`,
  ]
  const text = [
    'name: List environments',
    isForPullRequests ? 'on: [workflow_dispatch, pull_request]' : 'on: workflow_dispatch',
    'permissions:',
    ...(credential === 'federated'
      ? ['  id-token: write # lets the job ask GitHub for a token that says which job it is']
      : []),
    '  contents: read',
    'jobs:',
    '  environments:',
    '    runs-on: ubuntu-latest',
    ...(environment ? [`    environment: ${scalar(withoutExpressions(environment.name))}`] : []),
    '    steps:',
    '      - id: token',
    '        uses: OWNER/power-platform-token@v1',
    '        with:',
    ...inputs.map((line) => `          ${line}`),
    '',
  ]
  return { file: '.github/workflows/environments.yml', text: text.join('\n'), reads }
}

const ofGitHub: Parts = {
  federated: { lines: [], reads: [] },
  // The plan has put it there.
  'client-secret': { lines: [`client-secret: ${expression('secrets.CLIENT_SECRET')}`], reads: [] },
  password: {
    lines: [
      `username: ${expression('vars.PIPELINE_USER')}`,
      `password: ${expression('secrets.PIPELINE_PASSWORD')}`,
    ],
    reads: [
      'Settings › Secrets and variables › Actions: the name of the user who signs in as the variable PIPELINE_USER, and the password as the secret PIPELINE_PASSWORD.',
    ],
  },
}

function azureDevOps({ cloud, tenantId, credential, jobs }: Described, clientId: string): Pipeline {
  const { lines, reads } = ofAzureDevOps[credential]
  const connection = jobs.system === 'azure-devops' ? jobs.connection : ''
  const app =
    credential === 'federated'
      ? [`azureSubscription: ${scalar(withoutExpressions(connection))}`]
      : [`tenantId: ${scalar(tenantId)}`, `clientId: ${scalar(clientId)}`]
  const inputs = [
    ...app,
    ...lines,
    ...(cloud.name === publicCloud.name ? [] : [`cloud: ${cloud.name}`]),
    'verify: true # lists the environments, too',
    `waitForPropagation: ${PROPAGATION} # what is new takes some minutes to spread`,
  ]
  const text = [
    'pool:',
    '  vmImage: ubuntu-latest',
    'steps:',
    '  - task: PowerPlatformToken@1',
    '    name: token',
    '    inputs:',
    ...inputs.map((line) => `      ${line}`),
    '',
  ]
  return { file: 'azure-pipelines.yml', text: text.join('\n'), reads }
}

const ofAzureDevOps: Parts = {
  federated: { lines: [], reads: [] },
  'client-secret': {
    lines: ['clientSecret: $(CLIENT_SECRET)'],
    reads: [
      'Edit the pipeline › Variables: the client secret as CLIENT_SECRET, with "Keep this value secret".',
    ],
  },
  password: {
    lines: ['username: $(PIPELINE_USER)', 'password: $(PIPELINE_PASSWORD)'],
    reads: [
      'Edit the pipeline › Variables: the name of the user who signs in as PIPELINE_USER, and the password as PIPELINE_PASSWORD, with "Keep this value secret".',
    ],
  },
}

const DOWNLOAD =
  'curl --silent --show-error --fail --location --output power-platform-token.cjs https://github.com/OWNER/power-platform-token/releases/download/v1.0.0/power-platform-token.cjs'

/** The command line, which finds tenant, app and secrets in variables of Azure's SDKs. */
function list({ cloud }: Described, options: readonly string[]): string {
  const own = cloud.name === publicCloud.name ? [] : [`--cloud ${cloud.name}`]
  const wait = `--wait-for-propagation ${PROPAGATION}`
  return ['node power-platform-token.cjs environments', ...options, ...own, wait].join(' ')
}

function gitLab(wanted: Described, clientId: string): Pipeline {
  const { cloud, tenantId, credential } = wanted
  const isFederated = credential === 'federated'
  const text = [
    'environments:',
    '  image: node:24',
    '  variables:',
    `    AZURE_TENANT_ID: ${scalar(tenantId)}`,
    `    AZURE_CLIENT_ID: ${scalar(clientId)}`,
    ...(isFederated ? ['  id_tokens:', '    ENTRA_ID_TOKEN:', `      aud: ${cloud.federatedAudience}`] : []),
    '  script:',
    `    - ${DOWNLOAD}`,
    `    - ${list(wanted, isFederated ? ['--federated-token-env ENTRA_ID_TOKEN'] : [])}`,
    '',
  ]
  const place = 'Settings › CI/CD › Variables'
  const reads = isFederated ? [] : [`${place}: ${secretsOfSdks[credential]}, masked.`]
  return { file: '.gitlab-ci.yml', text: text.join('\n'), reads }
}

/** As the command line and Azure's SDKs find them. */
const secretsOfSdks: Readonly<Record<Exclude<WantedCredential, 'federated'>, string>> = {
  'client-secret': 'the client secret as AZURE_CLIENT_SECRET',
  password: 'the name of the user who signs in as AZURE_USERNAME, and the password as AZURE_PASSWORD',
}

function script(wanted: Described, clientId: string): Pipeline {
  const { cloud, tenantId, credential } = wanted
  const isFederated = credential === 'federated'
  const text = [
    `export AZURE_TENANT_ID=${tenantId}`,
    `export AZURE_CLIENT_ID=${clientId}`,
    DOWNLOAD,
    list(wanted, isFederated ? ['--federated-token-env OIDC_TOKEN'] : []),
    '',
  ]
  const reads = isFederated
    ? [`The variable OIDC_TOKEN of the job: its OIDC token, for the audience ${cloud.federatedAudience}.`]
    : [`Secret variables of the job: ${secretsOfSdks[credential]}.`]
  return { file: 'environments.sh', text: text.join('\n'), reads }
}

/** Of GitHub's, in a workflow. */
function expression(name: string): string {
  return `\${{ ${name} }}`
}

/** A name in which GitHub and Azure Pipelines find no expression: they put in what one says that stands for its beginning. */
function withoutExpressions(name: string): string {
  return name.replaceAll('${{', expression("'${{'"))
}

/** In YAML: as it is where that means the same, else in double quotes, which are JSON's. */
function scalar(text: string): string {
  if (isGuid(text)) return text
  return /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text)
}
