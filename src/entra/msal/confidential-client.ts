/** The parts of MSAL used for an app with a credential; each kind of client is loaded on its own, and only when it is needed. */
export { ConfidentialClientApplication } from '@azure/msal-node'
