import type { App } from '../app.ts'
import type { DirectoryRole } from '../directory-roles.ts'
import type { Tenant } from '../tenant.ts'
import type { User } from '../user.ts'
import { denied } from './graph-error.ts'

/*
 * What a person may do by their roles; what the app that signs them in may do is told by the permissions of a route
 * (https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference).
 */

const applicationAdministrators: DirectoryRole[] = [
  'Application Administrator',
  'Cloud Application Administrator',
  'Global Administrator',
]

/**
 * For the whole organization (https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent). The
 * reference of the call names more roles; that those may consent for all to this API is unconfirmed.
 */
const consentAdministrators: DirectoryRole[] = [...applicationAdministrators, 'Privileged Role Administrator']

/** Anybody may register an app where the tenant lets them; else it takes a role. */
export function checkMayRegister(tenant: Tenant, user: User): void {
  if (tenant.usersMayRegisterApps || has(user, ['Application Developer', 'Directory Writers'])) return
  if (!has(user, applicationAdministrators)) throw denied()
}

/** Owners manage their apps, administrators all. */
export function checkMayManage(app: App, user: User): void {
  if (!app.owners.has(user) && !has(user, applicationAdministrators)) throw denied()
}

/**
 * The service principal of an app that this tenant registered can be made by its owner, that of any other app by an
 * administrator alone. Graph's words are those of azure-cli's thread 28009.
 */
export function checkMayInstantiate(app: App | undefined, { tenant, user }: { tenant: Tenant; user: User }) {
  if (has(user, applicationAdministrators)) return
  if (!app) throw backingApplicationElsewhere()
  checkMayRegister(tenant, user)
  checkMayManage(app, user)
}

/** Also what Graph says while the app's registration hasn't spread: then it passes. */
export function backingApplicationElsewhere() {
  return denied(
    'When using this permission, the backing application of the service principal being created must in the local tenant',
  )
}

/** Consent for all takes an administrator; that everybody may consent for themselves is a guess. */
export function checkMayConsent(user: User, { subject }: { subject: User | undefined }): void {
  if (subject !== user && !has(user, consentAdministrators)) throw denied()
}

/** Settings of an API's service principal, which nobody here owns. */
export function checkIsApplicationAdministrator(user: User): void {
  if (!has(user, applicationAdministrators)) throw denied()
}

function has(user: User, roles: readonly DirectoryRole[]): boolean {
  return roles.some((role) => user.roles.has(role))
}
