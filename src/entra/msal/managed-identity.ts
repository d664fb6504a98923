/** The parts of MSAL used for the identity of an Azure machine. */
export { ManagedIdentityApplication } from '@azure/msal-node'
