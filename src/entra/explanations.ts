/** All that explains a refusal, loaded on its own when there is one. */
export { explainManagedIdentity } from './managed-identity-error.ts'
export { refusal } from './refusal.ts'
export { isKnown } from './remedies.ts'
