import type { Secret } from '../app.ts'
import type { Reply } from '../request.ts'
import { findApplication, writePermissions } from './application.ts'
import { checkMayManage } from './authorization.ts'
import { isGuid, isObject, isTextOrNull, isTime } from './body.ts'
import { badRequest, invalidValue } from './graph-error.ts'
import { noContent, type Operation, type Routes, UnknownRequest } from './operation.ts'

/** https://learn.microsoft.com/graph/api/application-addpassword */
export const secretRoutes: Routes = {
  'POST /applications/{}/addPassword': { permissions: writePermissions, answer: addPassword },
  'POST /applications/{}/removePassword': { permissions: writePermissions, answer: removePassword },
}

/** As Graph shows a secret ever after: without its text. */
export function passwordCredentialOf({ keyId, displayName, value, starts, expires }: Secret) {
  return {
    customKeyIdentifier: null,
    displayName,
    endDateTime: expires.toISOString(),
    hint: value.slice(0, 3),
    keyId,
    secretText: null,
    startDateTime: starts.toISOString(),
  }
}

function addPassword(operation: Operation): Reply {
  const app = findApplication(operation)
  checkMayManage(app, operation.user)
  app.addSecret(readPasswordCredential(operation.body.passwordCredential ?? {}))
  const secret = app.secrets.at(-1) as Secret
  operation.replication.begin(secret.keyId)
  return { status: 200, body: { ...passwordCredentialOf(secret), secretText: secret.value } }
}

function removePassword(operation: Operation): Reply {
  const app = findApplication(operation)
  checkMayManage(app, operation.user)
  const { keyId } = operation.body
  if (!isGuid(keyId)) throw invalidValue('keyId', 'PasswordCredential')
  const at = app.secrets.findIndex((secret) => secret.keyId === keyId)
  if (at < 0) throw badRequest('No password credential found with keyId.')
  app.secrets.splice(at, 1)
  return noContent
}

function readPasswordCredential(value: unknown) {
  if (!isObject(value)) throw invalidValue('passwordCredential', 'Application')
  const { displayName = null, startDateTime = new Date().toISOString(), endDateTime, ...others } = value
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw new UnknownRequest(`property ${unknown} of a passwordCredential`)
  if (!isTextOrNull(90)(displayName)) throw invalidValue('displayName', 'PasswordCredential')
  if (!isTime(startDateTime)) throw invalidValue('startDateTime', 'PasswordCredential')
  const starts = new Date(startDateTime)
  const expires = endDateTime === undefined ? twoYearsAfter(starts) : readEnd(endDateTime)
  if (expires <= starts) throw invalidValue('endDateTime', 'PasswordCredential')
  return { displayName, starts, expires }
}

function readEnd(value: unknown): Date {
  if (!isTime(value)) throw invalidValue('endDateTime', 'PasswordCredential')
  return new Date(value)
}

function twoYearsAfter(start: Date): Date {
  const end = new Date(start)
  end.setUTCFullYear(end.getUTCFullYear() + 2)
  return end
}
