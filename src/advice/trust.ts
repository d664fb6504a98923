import type { Fix } from '../failure/failure.ts'
import { publicCloud } from '../values/clouds.ts'
import { textField } from '../values/json.ts'
import { GITHUB, mistakenAudience, readPresented } from './presented.ts'
import type { Situation } from './remedy.ts'
import { quoteJson } from './shell.ts'

/** Characters; Entra's limit for each part of a federated credential. */
const MAX_VALUE = 600

/** First a look at what is there, then the credential to create. */
export function fixMismatch(situation: Situation): Fix[] {
  const { clientId, cloud } = situation
  const { issuer, subject, audience } = readPresented(situation)
  const isPossible = [issuer, subject].every(({ length }) => length > 0 && length <= MAX_VALUE)
  if (!isPossible) return [listCredentials(situation)]
  const audiences = [mistakenAudience(audience, cloud) ? cloud.federatedAudience : audience]
  const credential = { name: credentialName(subject), issuer, subject, audiences }
  return [
    listCredentials(situation),
    {
      text: 'Whoever can make a job present these values gets all that the app may do. Create a credential only if they are what you expect; it takes some minutes to spread, and wait-for-propagation: 300 lets the step wait for it:',
      command: `echo ${quoteJson(credential)} | az ad app federated-credential create --id ${clientId} --parameters '@-'`,
    },
    ...flexible(situation, audiences),
  ]
}

/** Where issuer and subject are right already, and a second credential with them can't be made. */
export function fixAudience(situation: Situation): Fix[] {
  const { clientId, cloud } = situation
  const { audience } = readPresented(situation)
  if (mistakenAudience(audience, cloud)) {
    return [
      listCredentials(situation),
      {
        text: `Leave the input audience out, or have federated-token issued for ${cloud.federatedAudience}.`,
      },
    ]
  }
  return [
    listCredentials(situation),
    {
      text: 'Let the credential with this issuer and subject take this audience, and no other (put its name in the place of NAME; it takes some minutes to spread):',
      command: `echo ${quoteJson({ audiences: [audience] })} | az ad app federated-credential update --id ${clientId} --federated-credential-id NAME --parameters '@-'`,
    },
  ]
}

export function listCredentials({ clientId }: Situation): Fix {
  return {
    text: 'See what the app trusts so far:',
    command: `az ad app federated-credential list --id ${clientId} --query "[].{name:name, issuer:issuer, subject:subject, audience:audiences[0]}" --output table`,
  }
}

/**
 * For a branch, the form with a pattern, which is a preview, and must name an ID beside the subject
 * (https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials).
 */
function flexible({ clientId, cloud, claims }: Situation, audiences: string[]): Fix[] {
  const subject = textField(claims, 'sub')
  const id = textField(claims, 'repository_id')
  const branch = /^(?<start>.*:ref:refs\/heads\/)(?<folder>.*\/)?[^/]+$/.exec(subject)
  // The preview is in the public cloud, and for GitHub's own issuer.
  if (!branch || !/^\d+$/.test(id) || claims.iss !== GITHUB || cloud.azCloud !== publicCloud.azCloud)
    return []
  const { start = '', folder = '' } = branch.groups ?? {}
  const pattern = `${start}${folder}*`
  // Within the expression's own quotes, and among its wildcards, only plain characters are safe.
  if (!/^[\w:/@.%-]+\*$/.test(pattern)) return []
  const credential = {
    name: credentialName(`${start}${folder}any`),
    issuer: GITHUB,
    audiences,
    claimsMatchingExpression: {
      value: `claims['sub'] matches '${pattern}' and claims['repository_id'] eq '${id}'`,
      languageVersion: 1,
    },
  }
  return [
    {
      text: `Or trust every branch ${folder ? `that begins with ${folder}` : 'of the repository'} (a flexible credential, a preview of Microsoft's):`,
      command: `echo ${quoteJson(credential)} | az rest --method post --url "https://graph.microsoft.com/beta/applications/$(az ad app show --id ${clientId} --query id --output tsv)/federatedIdentityCredentials" --headers Content-Type=application/json --body '@-'`,
    },
  ]
}

/**
 * Of a subject: 3 to 120 letters, digits and hyphens, not a hyphen first; another name for each kind of
 * subject.
 */
function credentialName(subject: string): string {
  const name = subject
    .replace(/^repo:/, '')
    .replace(':ref:refs/heads/', '-branch-')
    .replace(':ref:refs/tags/', '-tag-')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 120)
    .replace(/^-|-$/g, '')
  return name.length < 3 ? 'federated-credential' : name
}
