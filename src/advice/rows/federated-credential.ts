import { printable } from '../../values/printable.ts'
import { describeMismatch, describePresented } from '../mismatch.ts'
import type { Remedy } from '../remedy.ts'
import { fixAudience, fixMismatch, listCredentials } from '../trust.ts'

const createTrust = 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust'
const considerations =
  'https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations'

/** Refusals of another issuer's token. */
export const federatedCredentialRemedies: readonly Remedy[] = [
  {
    codes: [70025],
    about: ['federated-token'],
    title: 'the app has no federated credential',
    why: (situation) =>
      `The app has no federated credential yet, or the credential was made a moment ago: it takes some minutes to spread. If you meant another credential, its input, such as ${situation.words.input('client-secret')}, arrived empty.\n${describePresented(situation)}`,
    fixes: (situation) => fixMismatch(situation).slice(1),
    retry: 'propagation',
    docs: createTrust,
  },
  {
    codes: [70021],
    about: ['federated-token'],
    title: 'no federated credential matches this token',
    why: (situation) => describeMismatch(situation, 'issuer, subject or audience'),
    fixes: fixMismatch,
    retry: 'propagation',
    docs: createTrust,
  },
  {
    codes: [700211],
    about: ['federated-token'],
    title: "no federated credential has this token's issuer",
    why: (situation) => describeMismatch(situation, 'issuer'),
    fixes: fixMismatch,
    retry: 'propagation',
    docs: createTrust,
  },
  {
    codes: [700212],
    about: ['federated-token'],
    title: "no federated credential has this token's audience",
    why: (situation) => describeMismatch(situation, 'audience'),
    fixes: fixAudience,
    retry: 'propagation',
    docs: createTrust,
  },
  {
    codes: [700213],
    about: ['federated-token'],
    title: 'no federated credential matches this job',
    why: (situation) => describeMismatch(situation, 'subject'),
    fixes: fixMismatch,
    retry: 'propagation',
    docs: createTrust,
  },
  {
    codes: [7002138],
    about: ['federated-token'],
    title: "a federated credential's subject differs from this token's in upper and lower case",
    why: (situation) =>
      `Entra compares letter by letter, and a federated credential of the app has the same subject in other letters, such as Contoso for contoso. ${describePresented(situation, 'subject')}`,
    fixes: (situation) => [
      listCredentials(situation),
      {
        text: 'Delete the one that differs, even if it looks the same letter by letter, and create it anew with the next command:',
        command: `az ad app federated-credential delete --id ${situation.clientId} --federated-credential-id NAME`,
      },
      ...fixMismatch(situation).slice(1, 2),
    ],
    retry: 'never',
    docs: considerations,
  },
  {
    codes: [700222, 700231],
    about: ['federated-token'],
    title: "the federated token is one of Entra's own",
    why: 'Entra takes no token that it gave itself, or that was got by another federated credential, as a federated token.',
    fixes: ({ words }) => [
      {
        text: `Leave ${words.input('federated-token')} out, so that the job's own OIDC token is asked for, or hand over the token of the other issuer itself.`,
      },
    ],
    retry: 'never',
    docs: considerations,
  },
  {
    codes: [700223, 700238],
    about: ['federated-token'],
    title: 'the tenant allows no federated credentials of this issuer',
    why: ({ claims }) =>
      `A policy of the tenant forbids or limits federated credentials${claims.iss ? ` of ${printable(claims.iss)}` : ''}.`,
    fixes: ({ words: { setting } }) => [
      { text: "Ask the tenant's administrator to allow this issuer for the app." },
      {
        text: `Or use ${setting('credential', 'certificate')}, or, on an Azure machine of your own, ${setting('credential', 'managed-identity')}.`,
      },
    ],
    retry: 'never',
    docs: considerations,
  },
  {
    codes: [7002381],
    about: ['federated-token'],
    title: 'the tenant takes tokens of one enterprise only',
    why: ({ claims }) =>
      `A policy of the tenant demands the claim enterprise with one value, and this token says ${claims.enterprise ? `enterprise ${printable(claims.enterprise)}` : 'nothing of an enterprise'}.`,
    fixes: [
      {
        text: 'Run this in that enterprise. The answer above names the value that Entra expects.',
      },
      { text: "Or ask the tenant's administrator to take this issuer or app out of the policy." },
    ],
    retry: 'never',
    docs: considerations,
  },
  {
    codes: [700236],
    about: ['federated-token'],
    title: 'the tenant takes no Entra tokens of this issuer as federated tokens',
    why: ({ claims }) =>
      `The token is one of a managed identity${claims.iss ? ` from ${printable(claims.iss)}` : ''}, and this tenant takes none from another tenant.`,
    fixes: [{ text: "Use a managed identity of the app's own tenant, or the job's own OIDC token." }],
    retry: 'never',
    docs: 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity',
  },
  {
    codes: [7000226, 7000227],
    about: ['federated-token'],
    title: "no federated credential matches this managed identity's token",
    why: (situation) =>
      `The token is one of a managed identity, and the app needs a federated credential with exactly its issuer, subject (the identity's object ID) and audience.\n${describePresented(situation)}`,
    fixes: fixMismatch,
    retry: 'propagation',
    docs: 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity',
  },
  {
    codes: [500126],
    about: ['federated-token'],
    title: "the issuer's keys do not prove the token's signature",
    why: ({ claims }) =>
      `The token says that it is from ${printable(claims.iss ?? 'nobody')}, and none of the keys that this issuer publishes signed it.`,
    fixes: ({ words }) => [
      {
        text: `Leave ${words.input('federated-token')} out, or hand it over unchanged, right after the issuer gave it: keys change.`,
      },
    ],
    retry: 'never',
    docs: considerations,
  },
  {
    codes: [501661],
    about: ['federated-token'],
    title: "Entra cannot reach the token's issuer",
    why: ({ claims }) =>
      `To check the signature, Entra reads the issuer's keys over the internet, and got no answer${claims.iss ? ` from ${printable(claims.iss)}` : ''}. A server of your own behind a firewall is the usual cause.`,
    fixes: ({ words }) => [
      {
        text: 'Let the internet reach the two addresses /.well-known/openid-configuration and /.well-known/jwks below the issuer, over https with a public certificate.',
      },
      { text: `If the network may not be opened: ${words.setting('credential', 'certificate')}.` },
    ],
    retry: 'never',
    docs: considerations,
  },
  {
    codes: [900382],
    title: "the app belongs to another cloud's Entra",
    why: ({ cloud, words }) =>
      `${words.input('cloud')} is ${cloud.name}, and its Entra knows the app as one of another cloud.`,
    fixes: ({ words: { input } }) => [
      {
        text: `Set the input ${input('cloud')} to the one in which the app is registered, and leave ${input('authority-host')} out.`,
      },
    ],
    retry: 'never',
    docs: 'https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud',
  },
]
