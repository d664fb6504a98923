import type { Fix } from '../failure/failure.ts'
import { apiOf } from './apis.ts'
import type { Situation } from './remedy.ts'

/** A secret of the repository has no effect where one of the environment has the same name. */
export const ofEnvironment = 'append --env NAME if it belongs to an environment'

export function newSecret({ clientId, words }: Situation): Fix {
  return {
    text: `Make a new secret, whose value goes straight to where the job reads it (put in the name that your workflow uses; ${ofEnvironment}):`,
    command: `az ad app credential reset --id ${clientId} --append --display-name pipeline --query password --output tsv | ${words.storeSecret('CLIENT_SECRET')}`,
  }
}

/** As a sentence begins; a managed identity's tenant is in no input. */
export function nameTenant({ tenantId }: Situation): string {
  return tenantId ? `Tenant ${tenantId}` : 'The tenant'
}

/**
 * The rest of a sentence on something that spreads. A password is sent once, so that no step waits with it.
 */
export function orLetWait({ credential }: Situation, seconds: number): string {
  return credential.isSentOnce ? '' : `; wait-for-propagation: ${seconds} lets the step wait`
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

export const useFederated: Fix = {
  text: 'Better: credential: federated. It needs no secret, and nothing expires.',
}

/** A way that no prompt can stop, and what the app needs there. */
export function appInsteadOfUser(situation: Situation): Fix[] {
  const { name, admit } = apiOf(situation)
  const asApp =
    'Let the pipeline sign in as an app, which needs no password and no second factor: credential: federated'
  return name === 'Power Platform API'
    ? [
        {
          text: `${asApp}, without username and password, and with a federated credential and a Power Platform role for the app (docs/set-up.md, steps 2 and 6).`,
        },
      ]
    : [{ text: `${asApp}.` }, ...admit(situation)]
}

export const checkUser: Fix = {
  text: 'Check username, password and tenant-id by signing in once at https://myaccount.microsoft.com.',
}

export const reportBug: Fix = {
  text: 'This action never asks in that way: report it as a bug, with the trace ID.',
}
