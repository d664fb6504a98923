/** The parts of MSAL used for a user's password without a credential of the app. */
export { PublicClientApplication } from '@azure/msal-node'
