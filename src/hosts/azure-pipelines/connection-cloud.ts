import { clouds, findCloud } from '../../values/clouds.ts'
import { parseUrl } from '../../values/parse-url.ts'
import type { Connection } from './connection.ts'

interface ConnectionCloud {
  /** What is taken where the task names none. */
  name: string
  /** As the connection has it. */
  environment: string
  /** Whether a cloud of this name trusts the same Entra. */
  fits(named: string): boolean
}

/** Power Platform's clouds by how the address of an environment ends (powerplatform-build-tools, getCredentials.ts). */
const byEnvironment: readonly (readonly [ending: string, cloud: string])[] = [
  ['.crm9.dynamics.com', 'gcc'],
  ['.crm.microsoftdynamics.us', 'gcc-high'],
  ['.crm.appsplatform.us', 'dod'],
  ['.crm.dynamics.cn', 'china'],
]

/**
 * The cloud that a connection is of. One of Azure Resource Manager names Azure's, which several of Power Platform's share;
 * one of Power Platform has the address of an environment.
 */
export function cloudOf(connection: Connection | undefined): ConnectionCloud | undefined {
  if (!connection) return undefined
  const environment = connection.data('environment')
  const sharing = clouds.filter(({ azCloud }) => azCloud?.toLowerCase() === environment.toLowerCase())
  const [first] = sharing
  if (first) {
    return {
      name: first.name,
      environment,
      fits: (named) => {
        const cloud = findCloud(named)
        return !cloud || sharing.includes(cloud)
      },
    }
  }
  const host = parseUrl(connection.url)?.hostname ?? ''
  const found = byEnvironment.find(([ending]) => host.endsWith(ending))
  if (!found) return undefined
  const [ending, name] = found
  return {
    name,
    environment: `an environment at …${ending}`,
    fits: (named) => (findCloud(named)?.name ?? name) === name,
  }
}
