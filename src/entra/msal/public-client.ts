/** The parts of MSAL used for a user, whose app has no credential: by password, or by a sign-in. */
export { PublicClientApplication } from '@azure/msal-node'
