/* Apart from the others: of MSAL, only these can redeem a refresh token. */
export { ConfidentialClientApplication, PublicClientApplication } from '@azure/msal-node'
