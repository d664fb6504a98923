import { publicCloud } from '../../clouds.ts'
import type { Fix } from '../../failure.ts'
import type { Situation } from './remedy.ts'

/** A secret of the repository has no effect where one of the environment has the same name. */
export const ofEnvironment = 'append --env NAME if it belongs to an environment'

export function newSecret({ clientId, storeSecret }: Situation): Fix {
  return {
    text: `Make a new secret, whose value goes straight to where the job reads it (put in the name that your workflow uses; ${ofEnvironment}):`,
    command: `az ad app credential reset --id ${clientId} --append --display-name pipeline --query password --output tsv | ${storeSecret('CLIENT_SECRET')}`,
  }
}

export function addCertificate({ clientId }: Situation): Fix {
  return {
    text: 'Add the certificate, without its key, to the app (years: at most; never longer than the certificate):',
    command: `az ad app credential reset --id ${clientId} --cert '@cert.pem' --append --years 10`,
  }
}

/** az can consent in the public cloud only. */
export function consent({ clientId, cloud }: Situation): Fix {
  return cloud.azCloud === publicCloud.azCloud
    ? {
        text: "Let an administrator consent to the app's permissions:",
        command: `az ad app permission admin-consent --id ${clientId}`,
      }
    : {
        text: `Let an administrator consent: Entra admin center › App registrations › ${clientId} › API permissions › Grant admin consent.`,
      }
}

export function showApp({ clientId }: Situation): Fix {
  return {
    text: 'See whether the tenant that you are signed in to has the app:',
    command: `az ad app show --id ${clientId} --query "{name:displayName, clientId:appId}"`,
  }
}

export const showTenant: Fix = {
  text: 'Show the ID of the tenant that you are signed in to:',
  command: 'az account show --query tenantId --output tsv',
}

export const useFederated: Fix = {
  text: 'Better: credential: federated. It needs no secret, and nothing expires.',
}

export const appInsteadOfUser: Fix = {
  text: 'Let the pipeline sign in as an app, which needs no password and no second factor: credential: federated, with a Power Platform role for the app.',
}

export const checkUser: Fix = {
  text: 'Check username, password and tenant-id by signing in once at https://myaccount.microsoft.com.',
}

export const reportBug: Fix = {
  text: 'This action never asks in that way: report it as a bug, with the trace ID.',
}

export const onlyDefaultScope = ({ cloud }: Situation): Fix => ({
  text: `Leave the input scope out, or set it to ${cloud.apiUrl}/.default.`,
})
