// biome-ignore-all assist/source/organizeImports: in the order of their names here

/*
 * One line for each kind of credential. The names under which they are listed here say in which order they are
 * recommended: those of a module come sorted.
 */
export { federated as rank1 } from './federated.ts'
export { certificate as rank2 } from './certificate.ts'
export { clientSecret as rank3 } from './client-secret.ts'
export { password as rank4 } from './password.ts'
export { managedIdentity as rank5 } from './managed-identity.ts'
