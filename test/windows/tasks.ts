import { after } from 'node:test'
import { type PipelineResult, type PipelineRun, startPipelines } from '../azure-pipelines/pipeline.ts'
import { leaf, pem, pfx } from '../credentials/certificate-forms.ts'
import { appService } from './setting.ts'

/** A step of a pipeline. */
export interface TaskCase {
  name: string
  inputs: Record<string, string>
  options?: PipelineRun
  requests: string[]
  /** The output `credential` of one that gets a token. */
  credential?: string
  /** The errors of one that gets none, and what its log says. */
  errors?: string[]
  words?: RegExp
}

const pipelines = await startPipelines()
after(() => pipelines[Symbol.asyncDispose]())
const { project, tenant, app } = pipelines
app.addCertificate(leaf.toString())
const secret = app.addSecret({ value: 'Größe 密码~8Q%PATH%\\";]' })
const password = 'é密😀'
const ofApp = { tenantId: tenant.id, clientId: app.clientId }

const federated = project.addServiceConnection({ tenant, app, name: 'federated' })
app.addFederatedCredential(federated.federatedCredential)
const [withSecret, withCertificate, managed, stranger] = [
  project.addServiceConnection({ tenant, app, name: 'with-secret', credential: { secret } }),
  project.addServiceConnection({ tenant, app, name: 'with-certificate', credential: { certificate: pem } }),
  project.addServiceConnection({ tenant, name: 'managed', credential: 'managed-identity' }),
  project.addServiceConnection({ tenant, app, name: 'stranger' }),
]
const file = project.addSecureFile({ name: 'app.pfx', content: pfx({ password }) })

export const tasks: TaskCase[] = [
  {
    name: 'workload identity federation',
    inputs: { azureSubscription: 'federated' },
    options: { uses: [federated], debug: true },
    requests: ['devops POST 200', 'login POST 200'],
    credential: 'federated',
  },
  {
    name: "a connection's secret beyond ASCII",
    inputs: { azureSubscription: 'with-secret' },
    options: { uses: [withSecret], hidden: [secret] },
    requests: ['login POST 200'],
    credential: 'client-secret',
  },
  {
    name: "a connection's certificate",
    inputs: { azureSubscription: 'with-certificate' },
    options: { uses: [withCertificate], hidden: [pem] },
    requests: ['login POST 200'],
    credential: 'certificate',
  },
  {
    name: 'a certificate as a secure file',
    inputs: { ...ofApp, certificateSecureFile: 'app.pfx', certificatePassword: password },
    options: { job: { secureFiles: [file] }, hidden: [password] },
    requests: ['devops GET 200', 'login POST 200'],
    credential: 'certificate',
  },
  {
    name: 'the managed identity of App Service',
    inputs: { azureSubscription: 'managed' },
    options: {
      uses: [managed],
      env: { IDENTITY_ENDPOINT: `${appService.origin}/MSI/token/`, IDENTITY_HEADER: 'a-header' },
    },
    requests: [],
    credential: 'managed-identity',
  },
  {
    name: 'a connection that the app does not trust',
    inputs: { azureSubscription: 'stranger' },
    options: { uses: [stranger] },
    requests: ['devops POST 200', 'login POST 401'],
    errors: ['AADSTS700213: no federated credential matches this job'],
    words: /^##\[error\]Fix: .*\n##\[error\] {4}.*"issuer":"https:\/\/login\.microsoftonline\.com\//m,
  },
]

/** Under the agent of Windows, whose lines end in CRLF. */
export function runOnWindows(
  { inputs, options }: TaskCase,
  launch: PipelineRun['launch'],
): Promise<PipelineResult> {
  return pipelines.run(inputs, { ...options, ...(launch && { launch }), newLine: '\r\n' })
}
