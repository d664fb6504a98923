import { App, type AppOptions } from './app.ts'
import { AuthorizationCodes } from './authorization-codes.ts'
import { Consents } from './consents.ts'
import { DeviceCodes } from './device-codes.ts'
import { RefreshTokens } from './refresh-tokens.ts'
import {
  createResource,
  graphId,
  powerPlatformId,
  Resource,
  type ResourceOptions,
  resourceManagerId,
} from './resource.ts'
import { User, type UserOptions } from './user.ts'

export interface TenantOptions {
  id?: string
  /** The verified domain; `<something>.onmicrosoft.com` if not given. */
  domain?: string
  displayName?: string
  /** False: only those with a role may register apps. */
  usersMayRegisterApps?: boolean
}

/** What an app is granted where a test names no permissions. */
const usualPermissions = {
  [powerPlatformId]: ['AppManagement.ApplicationPackages.Read', 'EnvironmentManagement.Environments.Read'],
  [resourceManagerId]: ['user_impersonation'],
}

export class Tenant {
  readonly id: string
  readonly domain: string
  readonly displayName: string
  usersMayRegisterApps: boolean
  readonly apps: App[] = []
  readonly users: User[] = []
  readonly resources: Resource[] = [powerPlatformId, resourceManagerId, graphId].map((id) =>
    createResource(id),
  )
  readonly authorizationCodes = new AuthorizationCodes()
  readonly deviceCodes = new DeviceCodes()
  readonly refreshTokens = new RefreshTokens()
  readonly consents = new Consents()

  constructor({ id, domain, displayName, usersMayRegisterApps }: TenantOptions) {
    this.id = (id ?? crypto.randomUUID()).toLowerCase()
    this.domain = (domain ?? `contoso${this.id.slice(0, 8)}.onmicrosoft.com`).toLowerCase()
    this.displayName = displayName ?? 'Contoso'
    this.usersMayRegisterApps = usersMayRegisterApps ?? true
  }

  addApp(options: AppOptions = {}): App {
    const app = new App(options)
    this.apps.push(app)
    return app
  }

  findApp(clientId: string): App | undefined {
    return this.apps.find((app) => app.clientId === clientId.toLowerCase())
  }

  /** Takes a registration away, and with it the service principal of this tenant. */
  removeApp(app: App): void {
    this.removeServicePrincipal(app)
    this.apps.splice(this.apps.indexOf(app), 1)
  }

  /** Takes an app's or an API's service principal away with its consents; a new one would be somebody else. */
  removeServicePrincipal(principal: App | Resource): void {
    this.consents.removeOf(principal)
    if (principal instanceof Resource) this.resources.splice(this.resources.indexOf(principal), 1)
    else principal.removeServicePrincipal()
  }

  /** Those of apps and of APIs. */
  get servicePrincipals(): (App | Resource)[] {
    return [...this.apps.filter(({ servicePrincipal }) => servicePrincipal), ...this.resources]
  }

  addUser(options: UserOptions): User {
    const user = new User(options)
    this.users.push(user)
    return user
  }

  /** Power Platform API as this tenant knows it, to change its flags. */
  get powerPlatform(): Resource {
    return this.#resource(powerPlatformId)
  }

  get graph(): Resource {
    return this.#resource(graphId)
  }

  addResource(options: ResourceOptions): Resource {
    const resource = new Resource(options)
    this.resources.push(resource)
    return resource
  }

  /** Takes the service principal of a resource away: AADSTS500011 from then on. */
  removeResource(resource: Resource = this.powerPlatform): void {
    this.removeServicePrincipal(resource)
  }

  findResource(identifier: string): Resource | undefined {
    return this.resources.find(
      ({ appId, identifierUris }) => appId === identifier || identifierUris.includes(identifier),
    )
  }

  /** Grants an app delegated permissions of a resource for every user; the usual ones of all if none are named. */
  consent(app: App, permissions?: string[], resource: Resource = this.powerPlatform): void {
    if (permissions) {
      this.consents.grant({ client: app, resource, permissions })
      return
    }
    for (const [appId, usual] of Object.entries(usualPermissions)) {
      this.consents.grant({ client: app, resource: this.#resource(appId), permissions: usual })
    }
  }

  #resource(appId: string): Resource {
    const resource = this.findResource(appId)
    if (!resource) throw new Error(`${this.domain} has no ${appId} any more`)
    return resource
  }
}
