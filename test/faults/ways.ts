import { originsOf } from '../emulator/emulator.ts'
import type { Service } from '../emulator/hosts.ts'
import { knownHosts, type RunOptions, type Scenario } from '../scenario.ts'
import type { Places } from './places.ts'
import type { Place } from './rows.ts'

/** The real hosts that the action asks. */
export const hosts: Record<Service, string> = {
  oidc: 'run-actions-1-azure-eastus.actions.githubusercontent.com',
  login: 'login.microsoftonline.com',
  api: 'api.powerplatform.com',
  devops: 'dev.azure.com',
  graph: 'graph.microsoft.com',
}

/** Needs each of the encodings that a proxy's address demands. */
const PROXY_USER = { username: 'runner@contoso', password: 'p@ss:w%rd/#?' }

/** How the action reaches the hosts. A service may lead elsewhere. */
export type Way = (
  scenario: Scenario,
  places: Places,
  elsewhere: Partial<Record<Service, Place>>,
) => RunOptions

export const ways: Record<string, Way> = {
  direct({ emulator }, places, elsewhere) {
    const known = Object.entries(originsOf(emulator)).map(([service, origin]) => {
      const place = elsewhere[service as Service]
      const port = place ? places.port.get(place) : Number(new URL(origin).port)
      // A name of this top-level domain is never found (RFC 6761, 6.4).
      const target = port === undefined ? { host: 'nowhere.invalid', port: 443 } : { host: '127.0.0.1', port }
      return [hosts[service as Service], target]
    })
    return { env: { HTTPS_PROXY: undefined }, nodeArguments: knownHosts(Object.fromEntries(known)) }
  },

  'through a proxy': ({ emulator: { proxy } }, places, elsewhere) => {
    const { username, password } = PROXY_USER
    proxy.credentials = PROXY_USER
    proxy.elsewhere.clear()
    for (const [service, place] of Object.entries(elsewhere)) {
      proxy.elsewhere.set(hosts[service as Service], places.port.get(place))
    }
    const user = `${encodeURIComponent(username)}:${encodeURIComponent(password)}`
    return {
      env: { HTTPS_PROXY: proxy.url.replace('//', `//${user}@`) },
      hidden: [password, encodeURIComponent(password)],
    }
  },
}
