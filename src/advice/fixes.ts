import type { Fix } from '../failure/failure.ts'
import { needsPerson } from './credential-traits.ts'
import type { Situation } from './remedy.ts'

export function newSecret({ clientId, words }: Situation): Fix {
  const make = `az ad app credential reset --id ${clientId} --append --display-name pipeline --query password --output tsv`
  const { command, how } = words.storeSecret('client-secret', make)
  return { text: `Make a new client secret, ${how}:`, command }
}

/** As a sentence begins; a managed identity's tenant is in no input. */
export function nameTenant({ tenantId }: Situation): string {
  return tenantId ? `Tenant ${tenantId}` : 'The tenant'
}

/** The rest of a sentence on something that spreads. A password is sent once, so that nothing waits with it. */
export function orLetWait({ credential, words }: Situation, seconds: number): string {
  return credential.isSentOnce ? '' : `; ${words.setting('wait-for-propagation', seconds)} waits for it`
}

export function addCertificate({ clientId }: Situation): Fix {
  return {
    text: 'Add the certificate, without its key, to the app; it counts until the certificate ends, or for that many years:',
    command: `az ad app credential reset --id ${clientId} --cert '@cert.pem' --append --years 10`,
  }
}

export function showApp({ clientId }: Situation): Fix {
  return {
    text: 'See whether the tenant that you are signed in to has the app. This takes the object ID of the registration, too, and shows the client ID:',
    command: `az ad app show --id ${clientId} --query "{name:displayName, clientId:appId}"`,
  }
}

export function showEnterpriseApp({ clientId }: Situation): Fix {
  return {
    text: 'If that finds none, it may be the object ID of the enterprise application:',
    command: `az ad sp show --id ${clientId} --query "{name:displayName, clientId:appId}"`,
  }
}

export const showTenant: Fix = {
  text: 'Show the ID of the tenant that you are signed in to:',
  command: 'az account show --query tenantId --output tsv',
}

export function useFederated({ words }: Situation): Fix[] {
  if (!words.hasJobTokens) return []
  return [
    {
      text: `Better: ${words.federated}. It needs no secret, and nothing expires.`,
    },
  ]
}

/** Link to a part of the set-up, in brackets; empty if the address isn't known. */
export function readSetUp({ words }: Situation, heading: string): string {
  const address = words.documentation(heading, 'set-up')
  return address ? ` (${address})` : ''
}

/** Link to what lasts for a job of hours, in brackets; empty if the address isn't known. */
export function readLongJobs({ words }: Situation): string {
  const address = words.documentation('Which credentials last', 'long-jobs')
  return address ? ` (${address})` : ''
}

export function checkUser({ words: { input } }: Situation): Fix {
  return {
    text: `Check ${input('username')}, ${input('password')} and ${input('tenant-id')} by signing in once at https://myaccount.microsoft.com.`,
  }
}

/** Where a person could sign in, and this credential has none. */
export function signInYourself({ credential, words: { signIn } }: Situation): Fix[] {
  return signIn && !needsPerson(credential) ? [{ text: `If you are there to sign in: ${signIn}.` }] : []
}

/** For a browser that must come back to this program. az replaces the whole list. */
export function addRedirect({ clientId }: Pick<Situation, 'clientId'>): Fix {
  return {
    text: 'Let the browser come back to a program on your own machine. The command replaces the addresses for mobile and desktop apps that the app has; add them behind, with a space between:',
    command: `az ad app update --id ${clientId} --public-client-redirect-uris http://localhost`,
  }
}

export const reportBug: Fix = {
  text: 'No request should ever look like this: report it as a bug, with the trace ID.',
}
