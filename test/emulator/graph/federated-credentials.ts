import type { App, NamedFederatedCredential } from '../app.ts'
import type { Reply } from '../request.ts'
import { findApplication, readPermissions, writePermissions } from './application.ts'
import { checkMayManage } from './authorization.ts'
import { isText, isTextOrNull } from './body.ts'
import { createdReply, type Entity, entityReply, listReply } from './collection.ts'
import { alreadyExists, badRequest, GraphError, notFound } from './graph-error.ts'
import { isUpsert, noContent, type Operation, type Routes, UnknownRequest } from './operation.ts'

const path = '/applications/{}/federatedIdentityCredentials'
const max = 20

/** https://learn.microsoft.com/graph/api/resources/federatedidentitycredential */
export const federatedCredentialRoutes: Routes = {
  [`GET ${path}`]: {
    permissions: readPermissions,
    answer: (operation) => {
      const { replication } = operation
      const app = findApplication(operation)
      const listed = app.federatedCredentials.filter(({ id }) => !replication.lags(id, 'notListed'))
      const filterable = ['id', 'name', 'issuer', 'subject']
      return listReply(operation, listed.map(entityOf), { context: contextOf(app), filterable })
    },
  },
  [`POST ${path}`]: {
    permissions: writePermissions,
    answer: (operation) => {
      const app = findApplication(operation)
      checkMayManage(app, operation.user)
      return create(operation, app)
    },
  },
  [`GET ${path}/{}`]: {
    permissions: readPermissions,
    answer: (operation) => {
      const app = findApplication(operation)
      return entityReply(operation, entityOf(find(operation, app)), contextOf(app))
    },
  },
  [`PATCH ${path}/{}`]: { permissions: writePermissions, answer: update },
  [`DELETE ${path}/{}`]: {
    permissions: writePermissions,
    answer: (operation) => {
      const app = findApplication(operation)
      checkMayManage(app, operation.user)
      app.federatedCredentials.splice(app.federatedCredentials.indexOf(find(operation, app)), 1)
      return noContent
    },
  },
}

function create(operation: Operation, app: App, name = operation.body.name): Reply {
  if (typeof name !== 'string' || !/^[a-z\d][\w-]{2,119}$/i.test(name)) throw invalid(nameRule, { name })
  if (app.federatedCredentials.some((credential) => credential.name === name)) {
    throw alreadyExists(`FederatedIdentityCredential with name ${name} already exists.`)
  }
  const credential = { ...read({ ...operation.body, name }), name }
  checkUnique(app, credential)
  // Neither the code nor the words are known.
  if (app.federatedCredentials.length >= max) {
    throw badRequest(`The application has reached its limit of ${max} federated identity credentials.`)
  }
  const added = app.addFederatedCredential(credential)
  operation.replication.begin(added.id)
  return createdReply(operation, entityOf(added), contextOf(app))
}

/** By name, it creates what isn't there where the client asks for that. */
function update(operation: Operation): Reply {
  const app = findApplication(operation)
  checkMayManage(app, operation.user)
  const { keys, body } = operation
  const [, key] = keys
  const upsert = isUpsert(operation) && key?.property === 'name'
  const credential = upsert ? lookUp(operation, app) : find(operation, app)
  if (!credential) return create(operation, app, key?.value)
  if (body.name !== undefined && body.name !== credential.name)
    throw invalid('The name is immutable.', { name: body.name })
  const written = read({ ...entityOf(credential), ...body })
  checkUnique(app, written, credential)
  Object.assign(credential, written)
  return noContent
}

function find(operation: Operation, app: App): NamedFederatedCredential {
  const credential = lookUp(operation, app)
  if (!credential || operation.replication.lags(credential.id, 'notFound')) {
    throw notFound(operation.keys[1]?.value ?? '')
  }
  return credential
}

function lookUp({ keys: [, key] }: Operation, app: App): NamedFederatedCredential | undefined {
  if (key?.property !== 'id' && key?.property !== 'name') {
    throw new UnknownRequest(`key ${key?.property} of a federated credential`)
  }
  // As az does: a path's last part may be the name, too.
  return app.federatedCredentials.find(
    ({ id, name }) => name === key.value || (key.property === 'id' && id === key.value),
  )
}

function read({
  id: _id,
  name: _name,
  issuer,
  subject,
  audiences,
  description = null,
  ...others
}: Record<string, unknown>) {
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw new UnknownRequest(`property ${unknown} of a federated credential`)
  if (!isText(600)(issuer) || URL.parse(issuer)?.protocol !== 'https:')
    throw invalid('The issuer is not valid.', { issuer })
  if (!isText(600)(subject)) throw invalid('The subject is not valid.', { subject })
  const [audience, second] = Array.isArray(audiences) ? audiences : []
  if (!isText(600)(audience) || second !== undefined)
    throw invalid('Exactly one audience is expected.', { audiences })
  if (!isTextOrNull(600)(description)) throw invalid('The description is not valid.', { description })
  return { issuer, subject, audience, description }
}

function checkUnique(
  app: App,
  { issuer, subject }: { issuer: string; subject: string },
  self?: object,
): void {
  const same = app.federatedCredentials.some(
    (other) => other !== self && other.issuer === issuer && other.subject === subject,
  )
  if (!same) return
  throw invalid(
    `The combination of issuer and subject must be unique for the application. Issuer ${issuer} and Subject: ${subject} already exist.`,
    { Subject: subject },
  )
}

const nameRule =
  'The name of a federated identity credentials must be within 3 and 120 characters, only contains letters (A-Z, a-z), numbers, hyphens and dashes and must start with a number or letter.'

/** Seen for the combination that isn't unique (azure-workload-identity's thread 434); for the others it is a guess. */
function invalid(message: string, parameter: Record<string, unknown>): GraphError {
  const [[name, value] = []] = Object.entries(parameter)
  return new GraphError(
    400,
    'InvalidFederatedIdentityCredentialValue',
    `${message} paramName: FederatedIdentityCredential.${name}, paramValue: ${value}, objectType: Microsoft.Online.DirectoryServices.Application`,
  )
}

function contextOf(app: App): string {
  return `applications('${app.registrationId}')/federatedIdentityCredentials`
}

function entityOf({ id, name, issuer, subject, audience, description }: NamedFederatedCredential): Entity {
  return { id, name, issuer, subject, description, audiences: [audience] }
}
