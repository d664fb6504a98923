import type { App } from './app.ts'
import type { Resource } from './resource.ts'
import type { User } from './user.ts'

/** Delegated permissions of a resource that an app has, for one user or for all. */
export interface Consent {
  readonly id: string
  readonly client: App
  readonly resource: Resource
  readonly user?: User | undefined
  permissions: string[]
}

/** The consents of a tenant: one for each app, resource, and user or all of them. */
export class Consents {
  readonly all: Consent[] = []

  /** Grants permissions, in the place of what the same app had for the same resource and user. */
  grant(consent: Omit<Consent, 'id'>): Consent {
    const granted = { id: crypto.randomUUID(), ...consent }
    const former = this.find(consent)
    if (former) this.remove(former)
    this.all.push(granted)
    return granted
  }

  find({ client, resource, user }: Omit<Consent, 'id' | 'permissions'>): Consent | undefined {
    return this.all.find((each) => each.client === client && each.resource === resource && each.user === user)
  }

  remove(consent: Consent): void {
    this.all.splice(this.all.indexOf(consent), 1)
  }

  /** Removes what an app was granted, or what was granted of a resource: its service principal is gone. */
  removeOf(principal: App | Resource): void {
    const concerned = this.all.filter(
      ({ client, resource }) => client === principal || resource === principal,
    )
    for (const consent of concerned) this.remove(consent)
  }

  /** The permissions that an app has of a resource for a user. */
  permissions(client: App, resource: Resource, user: User): string[] {
    const forAll = this.find({ client, resource })?.permissions ?? []
    const forUser = this.find({ client, resource, user })?.permissions ?? []
    return [...new Set([...forAll, ...forUser])]
  }
}
