import type { KeyObject } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK } from 'jose'
import { Provider } from 'oidc-provider'
import { createTlsIdentity } from './emulator/certificates.ts'
import { listen } from './emulator/listener.ts'

/** `oidc-provider`, a certified OpenID Connect server, on loopback at the paths where Entra has its own. */
export interface CertifiedProvider extends AsyncDisposable {
  origin: string
  /** The CA's PEM file, for NODE_EXTRA_CA_CERTS. */
  caPath: string
  /** The form of every request that got a token. */
  granted: Record<string, string | undefined>[]
  /** Why the others got none, as it tells its own log. */
  refusals: (string | undefined)[]
  /** Sends a form to the token endpoint, as a client of its own would. */
  post(form: Record<string, string | undefined>): Promise<number | undefined>
}

export interface CertifiedProviderOptions {
  tenantId: string
  clientId: string
  scope: string
  /** What the client's assertions are verified with. */
  publicKey: KeyObject
}

/** Starts it with one client that signs its assertions with PS256. */
export async function startCertifiedProvider(options: CertifiedProviderOptions): Promise<CertifiedProvider> {
  const { tenantId, clientId, scope, publicKey } = options
  await using stack = new AsyncDisposableStack()
  const tls = await createTlsIdentity([])
  const directory = await mkdtemp(join(tmpdir(), 'certified-provider-'))
  stack.defer(() => rm(directory, { recursive: true }))
  const caPath = join(directory, 'ca.pem')
  await writeFile(caPath, tls.caPem)

  const server = createServer({ key: tls.keyPem, cert: tls.certificatePem })
  const { port } = stack.use(await listen(server))
  const origin = `https://localhost:${port}`
  const tokenPath = `/${tenantId}/oauth2/v2.0/token`
  const provider = new Provider(origin, {
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'PS256',
        jwks: { keys: [await exportJWK(publicKey)] },
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
        scope,
      },
    ],
    clientAuthMethods: ['private_key_jwt'],
    scopes: [scope],
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    routes: { token: tokenPath },
    ttl: { ClientCredentials: 3600 },
  })
  const granted: CertifiedProvider['granted'] = []
  const refusals: CertifiedProvider['refusals'] = []
  provider.on('grant.success', ({ oidc }) => granted.push({ ...oidc.params }))
  provider.on('grant.error', (_, error) => refusals.push(error.error_detail ?? error.message))
  server.on('request', provider.callback())

  const running = stack.move()
  return {
    origin,
    caPath,
    granted,
    refusals,
    post: (form) => post(`${origin}${tokenPath}`, tls.caPem, form),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

function post(url: string, ca: string, form: Record<string, string | undefined>) {
  return new Promise<number | undefined>((resolve, reject) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const sent = request(url, { method: 'POST', ca, headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode))
    })
    sent.on('error', reject).end(new URLSearchParams(JSON.parse(JSON.stringify(form))).toString())
  })
}
