// @azure/msal-node with nothing changed: its own network client and its default discovery.
import { ConfidentialClientApplication, type Configuration, PublicClientApplication } from '@azure/msal-node'
import { serve } from './serve.ts'

export interface MsalCase {
  auth: Configuration['auth']
  scope: string
  username?: string
  password?: string
}

await serve(async ({ auth, scope, username, password }: MsalCase) => {
  const scopes = [scope]
  if (username === undefined) {
    return new ConfidentialClientApplication({ auth }).acquireTokenByClientCredential({ scopes })
  }
  return new PublicClientApplication({ auth }).acquireTokenByUsernamePassword({
    scopes,
    username,
    password: password ?? '',
  })
})
