/** What is used of MSAL, loaded on its own while the credential is got ready. */
export {
  ConfidentialClientApplication,
  ManagedIdentityApplication,
  PublicClientApplication,
} from '@azure/msal-node'
