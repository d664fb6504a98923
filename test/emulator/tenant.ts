import { App, type AppOptions } from './app.ts'
import { AuthorizationCodes } from './authorization-codes.ts'
import { DeviceCodes } from './device-codes.ts'
import { RefreshTokens } from './refresh-tokens.ts'
import { azureResourceManager, powerPlatformApi, type Resource } from './resource.ts'
import { User, type UserOptions } from './user.ts'

export interface TenantOptions {
  id?: string
  /** The verified domain; `<something>.onmicrosoft.com` if not given. */
  domain?: string
  displayName?: string
}

export class Tenant {
  readonly id: string
  readonly domain: string
  readonly displayName: string
  readonly apps: App[] = []
  readonly users: User[] = []
  readonly resources: Resource[] = [powerPlatformApi(), azureResourceManager()]
  readonly authorizationCodes = new AuthorizationCodes()
  readonly deviceCodes = new DeviceCodes()
  readonly refreshTokens = new RefreshTokens()
  readonly #consents = new Map<App, string[]>()

  constructor({ id, domain, displayName }: TenantOptions) {
    this.id = (id ?? crypto.randomUUID()).toLowerCase()
    this.domain = (domain ?? `contoso${this.id.slice(0, 8)}.onmicrosoft.com`).toLowerCase()
    this.displayName = displayName ?? 'Contoso'
  }

  addApp(options: AppOptions = {}): App {
    const app = new App(options)
    this.apps.push(app)
    return app
  }

  findApp(clientId: string): App | undefined {
    return this.apps.find((app) => app.clientId === clientId.toLowerCase())
  }

  addUser(options: UserOptions): User {
    const user = new User(options)
    this.users.push(user)
    return user
  }

  /** Power Platform API as this tenant knows it, to change its flags. */
  get powerPlatform(): Resource {
    return powerPlatformIn(this)
  }

  /** Takes the service principal of a resource away: AADSTS500011 from then on. */
  removeResource(resource: Resource = this.powerPlatform): void {
    this.resources.splice(this.resources.indexOf(resource), 1)
  }

  findResource(identifier: string): Resource | undefined {
    return this.resources.find(
      ({ appId, identifierUris }) => appId === identifier || identifierUris.includes(identifier),
    )
  }

  /** Grants an app delegated permissions for every user; the resource's own if none are named. */
  consent(app: App, permissions = this.powerPlatform.permissions): void {
    this.#consents.set(app, permissions)
  }

  /** The delegated permissions that an app was granted. */
  consented(app: App): string[] {
    return this.#consents.get(app) ?? []
  }
}

function powerPlatformIn(tenant: Tenant): Resource {
  const resource = tenant.findResource(powerPlatformApi().appId)
  if (!resource) throw new Error(`${tenant.domain} has no Power Platform API any more`)
  return resource
}
