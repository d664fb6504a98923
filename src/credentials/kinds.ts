/* One line for each kind of credential. */
export { certificate } from './certificate.ts'
export { clientSecret } from './client-secret.ts'
export { federated } from './federated.ts'
export { managedIdentity } from './managed-identity.ts'
export { password } from './password.ts'
