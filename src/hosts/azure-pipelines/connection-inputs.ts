import type { Connection } from './connection.ts'

/** What a service connection stands for: the inputs that it gives, by their names. */
export type ConnectionInputs = Readonly<Record<string, string>>

interface Scheme {
  /** In lower case. */
  scheme: string
  /** Of an authentication within the scheme, such as `spnCertificate`; in lower case. */
  authentication?: string
  read(connection: Connection): ConnectionInputs
}

/** Both types of connections name the same things differently, and the same type does by scheme. */
const tenant = ({ parameter }: Connection) => parameter('tenantid')
const client = ({ parameter }: Connection) => parameter('serviceprincipalid') || parameter('applicationId')

/** How connections sign in (azure-pipelines-tasks-azure-arm-rest; microsoft/powerplatform-build-tools, service-connections.json). */
const schemes: readonly Scheme[] = [
  {
    scheme: 'workloadidentityfederation',
    read: (connection) => ({
      credential: 'federated',
      'tenant-id': tenant(connection),
      'client-id': client(connection),
    }),
  },
  {
    scheme: 'serviceprincipal',
    authentication: 'spncertificate',
    read: (connection) => ({
      credential: 'certificate',
      'tenant-id': tenant(connection),
      'client-id': client(connection),
      certificate: connection.parameter('servicePrincipalCertificate'),
    }),
  },
  {
    scheme: 'serviceprincipal',
    read: (connection) => ({
      credential: 'client-secret',
      'tenant-id': tenant(connection),
      'client-id': client(connection),
      'client-secret': connection.parameter('serviceprincipalkey'),
    }),
  },
  {
    // Of Power Platform.
    scheme: 'none',
    read: (connection) => ({
      credential: 'client-secret',
      'tenant-id': tenant(connection),
      'client-id': client(connection),
      'client-secret': connection.parameter('clientSecret'),
    }),
  },
  {
    scheme: 'managedserviceidentity',
    read: ({ data }) => ({ credential: 'managed-identity', 'client-id': data('msiclientId') }),
  },
]

/** The inputs that a connection stands for; undefined where its scheme has no credential that gets tokens. */
export function inputsOf(connection: Connection): ConnectionInputs | undefined {
  const authentication = connection.parameter('authenticationType').toLowerCase()
  const found = schemes.find(
    (each) =>
      each.scheme === connection.scheme &&
      (each.authentication === undefined || each.authentication === authentication),
  )
  return found?.read(connection)
}
