/* One line for each kind of credential. */
export { browser } from './browser.ts'
export { certificate } from './certificate.ts'
export { clientSecret } from './client-secret.ts'
export { deviceCode } from './device-code.ts'
export { federated } from './federated.ts'
export { managedIdentity } from './managed-identity.ts'
export { password } from './password.ts'
