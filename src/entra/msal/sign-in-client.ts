/** The parts of MSAL used for a person who signs in. */
export { PublicClientApplication } from '@azure/msal-node'
