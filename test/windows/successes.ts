import { pem, pfx } from '../credentials/certificate-forms.ts'
import type { RunOptions } from '../scenario.ts'
import { appService, arc, file, folder, oidcToken, password, secret, user } from './setting.ts'

/** A step that gets a token. */
export interface Success {
  name: string
  inputs?: Record<string, string>
  options?: RunOptions
  /** The output `credential`. */
  credential: string
  /** What differs from the outputs for the app itself. */
  outputs?: Record<string, string>
  /** One to Entra unless others are named. */
  requests?: string[]
  /** Fields of the form that Entra got. */
  sent?: Record<string, string>
  /** A line of the log. */
  log?: RegExp
}

const crlf = (text: string) => text.replaceAll('\n', '\r\n')
/** As Windows PowerShell writes a file. */
const utf16 = (text: string) => Buffer.from(`\ufeff${crlf(text)}`, 'utf16le')

file('keys/utf-16.pem', utf16(pem))
const machine = { credential: 'managed-identity', 'tenant-id': '', 'client-id': '' }
const machineOutputs = { 'tenant-id': 'mi-tid', 'principal-id': 'mi-oid' }

export const successes: Success[] = [
  {
    name: "the job's OIDC token",
    credential: 'federated',
    requests: ['oidc GET 200', 'login POST 200'],
    log: /^OIDC token: issuer .*, subject repo:octo\/deploy:ref:refs\/heads\/main, audience/m,
  },
  {
    name: "the job's OIDC token, without a proxy",
    options: { way: 'authority-host' },
    credential: 'federated',
    requests: ['oidc GET 200', 'login POST 200'],
  },
  {
    name: 'a federated token in a file with CRLF',
    inputs: { 'federated-token-file': file('oidc/token.txt', `${oidcToken}\r\n`) },
    options: { hidden: [oidcToken] },
    credential: 'federated',
    sent: { client_assertion: oidcToken },
  },
  {
    name: 'a client secret beyond ASCII',
    inputs: { 'client-secret': secret },
    credential: 'client-secret',
    sent: { client_secret: secret },
  },
  {
    name: 'a certificate as text with CRLF',
    inputs: { certificate: crlf(pem) },
    credential: 'certificate',
  },
  {
    name: 'a PEM file with CRLF, its path with slashes',
    inputs: { 'certificate-path': file('app.pem', crlf(pem)).replaceAll('\\', '/') },
    credential: 'certificate',
  },
  {
    name: 'a PEM file in UTF-16, from the working directory',
    inputs: { 'certificate-path': 'keys\\utf-16.pem' },
    options: { env: { GITHUB_WORKSPACE: folder } },
    credential: 'certificate',
  },
  {
    name: 'a PFX file with a password beyond ASCII',
    inputs: {
      'certificate-path': file('app.pfx', pfx({ password: 'é密😀' })),
      'certificate-password': 'é密😀',
    },
    credential: 'certificate',
  },
  {
    name: 'a user name and password',
    inputs: { username: user.username, password },
    credential: 'password',
    outputs: { 'principal-id': user.objectId },
    sent: { username: user.username, password },
  },
  {
    name: 'the managed identity of App Service',
    inputs: machine,
    options: { env: { IDENTITY_ENDPOINT: `${appService.origin}/MSI/token/`, IDENTITY_HEADER: 'a-header' } },
    credential: 'managed-identity',
    outputs: machineOutputs,
    requests: [],
  },
  {
    name: "the managed identity of Azure Arc, with the key in its agent's folder",
    inputs: machine,
    options: { env: { IDENTITY_ENDPOINT: `${arc.origin}/token`, IMDS_ENDPOINT: arc.origin } },
    credential: 'managed-identity',
    outputs: machineOutputs,
    requests: [],
  },
  {
    name: 'a client secret, verified',
    inputs: { 'client-secret': secret, verify: 'true' },
    credential: 'client-secret',
    requests: ['login POST 200', 'api GET 200'],
    log: /^Verified: 1 environment is visible: Contoso$/m,
  },
]
