import type { App } from '../app.ts'
import { notFound } from './graph-error.ts'
import { type Operation, UnknownRequest } from './operation.ts'

export const readPermissions = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
  'Directory.AccessAsUser.All',
]
export const writePermissions = ['Application.ReadWrite.All']

/** The registration that the path's first key names. */
export function findApplication(operation: Operation): App {
  const { keys, replication } = operation
  const app = lookUpApplication(operation)
  if (!app || replication.lags(app.registrationId, 'notFound')) throw notFound(keys[0]?.value ?? '')
  return app
}

/** The same, whether or not it has spread. */
export function lookUpApplication({ tenant, keys: [key] }: Operation): App | undefined {
  const registered = tenant.apps.filter((app) => app.registered)
  switch (key?.property) {
    case 'id':
      return registered.find(({ registrationId }) => registrationId === key.value)
    case 'appId':
      return registered.find(({ clientId }) => clientId === key.value.toLowerCase())
    case 'uniqueName':
      return registered.find(({ uniqueName }) => uniqueName === key.value)
    default:
      throw new UnknownRequest(`key ${key?.property} of an application`)
  }
}
