import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AzureDevOps } from './azure-devops.ts'
import { createTlsIdentity } from './certificates.ts'
import { Directory } from './directory.ts'
import { Faults } from './faults.ts'
import { GitHubIssuer } from './github.ts'
import { Graph } from './graph/graph.ts'
import { realHosts, type Service } from './hosts.ts'
import { issuerFetch, remembering } from './issuer-keys.ts'
import { type Handler, startListener } from './listener.ts'
import { loginHandler } from './login.ts'
import { PowerPlatform } from './power-platform.ts'
import { type ConnectProxy, startProxy } from './proxy.ts'
import type { RecordedRequest } from './request.ts'
import { issuerSigningKey } from './signing-key.ts'

/** Entra, GitHub's OIDC issuer, Power Platform API, Azure DevOps and Microsoft Graph on loopback. */
export interface Emulator extends AsyncDisposable {
  /** The CA's PEM file, for NODE_EXTRA_CA_CERTS. Gone after disposal. */
  caPath: string
  /** `https://localhost:PORT`, as a user writes an authority host. */
  loginOrigin: string
  apiOrigin: string
  oidcOrigin: string
  devOpsOrigin: string
  graphOrigin: string
  /** The way to the real host names, for HTTPS_PROXY. */
  proxy: ConnectProxy
  entra: Directory
  github: GitHubIssuer
  powerPlatform: PowerPlatform
  azureDevOps: AzureDevOps
  graph: Graph
  /** Every request of a client, in order. */
  requests: RecordedRequest[]
  /** How many connections each service got. */
  connections: Record<Service, number>
  /** What Entra itself asked issuers for: discovery and keys. */
  issuerRequests: RecordedRequest[]
  /** Clients' requests to paths that the emulator doesn't know. */
  unexpected: RecordedRequest[]
  faults: Faults
}

export interface EmulatorOptions {
  /** Entra asks an issuer for its keys only once, as the real one does, so that a token costs it no requests. */
  remembersIssuers?: boolean
  /** Told of each request of a client; its answer waits for this. */
  arrived?(request: RecordedRequest): Promise<void>
}

/** Where the emulator plays each service. */
export function originsOf(emulator: Emulator): Record<Service, string> {
  return {
    oidc: emulator.oidcOrigin,
    login: emulator.loginOrigin,
    api: emulator.apiOrigin,
    devops: emulator.devOpsOrigin,
    graph: emulator.graphOrigin,
  }
}

/** Starts an emulator on free ports. `await using emulator = await startEmulator()`. */
export async function startEmulator({
  remembersIssuers = false,
  arrived,
}: EmulatorOptions = {}): Promise<Emulator> {
  await using stack = new AsyncDisposableStack()
  const [tls, entraKey] = await Promise.all([
    createTlsIdentity([...realHosts.keys()]),
    issuerSigningKey('accounts.accesscontrol.windows.net'),
  ])
  const directory = await mkdtemp(join(tmpdir(), 'entra-emulator-'))
  stack.defer(() => rm(directory, { recursive: true }))
  const caPath = join(directory, 'ca.pem')
  await writeFile(caPath, tls.caPem)

  const faults = new Faults()
  const requests: RecordedRequest[] = []
  const issuerRequests: RecordedRequest[] = []
  const unexpected: RecordedRequest[] = []
  const connections = { login: 0, oidc: 0, api: 0, devops: 0, graph: 0 }
  const ports = new Map<Service, number>()
  const ownPorts = new Set<number>()

  function portOf(host: string, port: number): number | undefined {
    const service = realHosts.get(host)
    if (service) return ports.get(service)
    return ['localhost', '127.0.0.1'].includes(host) && [...ports.values()].includes(port) ? port : undefined
  }

  async function record(request: RecordedRequest, clientPort: number | undefined) {
    // Entra's own requests to an issuer are none of the client's, and no fault is meant for them.
    if (clientPort !== undefined && ownPorts.delete(clientPort)) {
      issuerRequests.push(request)
      return undefined
    }
    requests.push(request)
    await arrived?.(request)
    return faults.take(request.service)
  }

  async function start(service: Service, handler: Handler): Promise<string> {
    const options = {
      service,
      tls,
      handler,
      record,
      connected: () => {
        connections[service] += 1
      },
      unexpected: (request: RecordedRequest) => unexpected.push(request),
    }
    const { port } = stack.use(await startListener(options))
    ports.set(service, port)
    return `https://localhost:${port}`
  }

  const entra = new Directory(entraKey)
  const ask = issuerFetch({ caPem: tls.caPem, portOf, opened: (port) => ownPorts.add(port) })
  const fetchDocument = remembersIssuers ? remembering(ask) : ask
  const loginOrigin = await start('login', loginHandler(entra, fetchDocument))
  const powerPlatform = new PowerPlatform(entra)
  const apiOrigin = await start('api', (request) => powerPlatform.handle(request))
  const oidcOrigin = await start('oidc', (request) => github.handle(request))
  const github = new GitHubIssuer(oidcOrigin)
  const devOpsOrigin = await start('devops', (request) => azureDevOps.handle(request))
  const azureDevOps = new AzureDevOps(devOpsOrigin, entra)
  const graph = new Graph(entra)
  const graphOrigin = await start('graph', (request) => graph.handle(request))
  const proxy = stack.use(await startProxy(portOf))
  const running = stack.move()
  return {
    caPath,
    loginOrigin,
    apiOrigin,
    oidcOrigin,
    devOpsOrigin,
    graphOrigin,
    proxy,
    entra,
    github,
    powerPlatform,
    azureDevOps,
    graph,
    requests,
    connections,
    issuerRequests,
    unexpected,
    faults,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
