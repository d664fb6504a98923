import type { Fix } from '../failure/failure.ts'
import { publicCloud } from '../values/clouds.ts'
import { mistakenAudience, readPresented } from './presented.ts'
import type { Situation } from './remedy.ts'
import { quoteJson } from './shell.ts'

/** Characters; Entra's limit for each part of a federated credential. */
const MAX_VALUE = 600

/** First a look at what is there, then the credential to create. */
export function fixMismatch(situation: Situation): Fix[] {
  const { clientId, cloud, words } = situation
  const { issuer, subject, audience } = readPresented(situation)
  const isPossible = [issuer, subject].every(({ length }) => length > 0 && length <= MAX_VALUE)
  if (!isPossible) return [listCredentials(situation)]
  const audiences = [mistakenAudience(audience, situation) ? cloud.federatedAudience : audience]
  const credential = { name: credentialName(subject, situation), issuer, subject, audiences }
  return [
    listCredentials(situation),
    {
      text: `Whoever can make a job present these values gets all that the app may do. Create a credential only if they are what you expect; it takes some minutes to spread, and ${words.setting('wait-for-propagation', 300)} waits for it:`,
      command: `echo ${quoteJson(credential)} | az ad app federated-credential create --id ${clientId} --parameters '@-'`,
    },
    ...flexible(situation, audiences),
  ]
}

/** Where issuer and subject are right already, and a second credential with them can't be made. */
export function fixAudience(situation: Situation): Fix[] {
  const { clientId, cloud, words } = situation
  const { audience } = readPresented(situation)
  if (mistakenAudience(audience, situation)) {
    return [
      listCredentials(situation),
      {
        text: `Leave the input ${words.input('audience')} out, or have ${words.input('federated-token')} issued for ${cloud.federatedAudience}.`,
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

/** The form with a pattern, which is a preview, and in the public cloud alone. */
function flexible(situation: Situation, audiences: string[]): Fix[] {
  const { clientId, cloud, claims, issuedTokens } = situation
  const wider = issuedTokens?.widen(claims)
  if (!wider || cloud.azCloud !== publicCloud.azCloud) return []
  const credential = {
    name: credentialName(wider.subject, situation),
    issuer: claims.iss,
    audiences,
    claimsMatchingExpression: { value: wider.expression, languageVersion: 1 },
  }
  return [
    {
      text: `Or trust ${wider.whom} (a flexible credential, a preview of Microsoft's):`,
      command: `echo ${quoteJson(credential)} | az rest --method post --url "https://graph.microsoft.com/beta/applications/$(az ad app show --id ${clientId} --query id --output tsv)/federatedIdentityCredentials" --headers Content-Type=application/json --body '@-'`,
    },
  ]
}

/** Of a subject: 3 to 120 letters, digits and hyphens, not a hyphen first. */
function credentialName(subject: string, { issuedTokens }: Situation): string {
  const name = (issuedTokens?.shorten(subject) ?? subject)
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 120)
    .replace(/^-|-$/g, '')
  return name.length < 3 ? 'federated-credential' : name
}
