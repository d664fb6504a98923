/** What is used of MSAL for the identity of an Azure machine. */
export { ManagedIdentityApplication } from '@azure/msal-node'
