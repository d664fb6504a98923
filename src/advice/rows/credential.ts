import type { Fix } from '../../failure/failure.ts'
import { describeSkew } from '../../http/clock-skew.ts'
import { printable } from '../../values/printable.ts'
import { needsPerson } from '../credential-traits.ts'
import { addCertificate, newSecret, orLetWait, readLongJobs, reportBug, useFederated } from '../fixes.ts'
import { errorPage, type Remedy, type Situation } from '../remedy.ts'

const assertionFormat = 'https://learn.microsoft.com/entra/identity-platform/certificate-credentials'

/** Refusals of the credential itself. */
export const credentialRemedies: readonly Remedy[] = [
  {
    codes: [7000215],
    about: ['client-secret'],
    title: 'the client secret is wrong',
    why: (situation) =>
      `${describeSecret(situation)} A secret made a moment ago takes up to 20 seconds to spread${orLetWait(situation, 60)}.`,
    fixes: (situation) => [newSecret(situation), ...useFederated(situation)],
    retry: 'propagation',
    docs: 'https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials',
  },
  {
    codes: [7000222],
    about: ['client-secret'],
    title: 'the client secret has expired',
    why: 'The secret has passed its expiry date.',
    fixes: (situation) => [newSecret(situation), ...useFederated(situation)],
    retry: 'never',
    docs: errorPage(7000222),
  },
  {
    codes: [7000216],
    about: ['client-secret', 'certificate', 'federated-token'],
    title: 'no credential reached Entra',
    why: ({ credential, words }) =>
      credential.presents.includes('client-secret')
        ? `The request held no secret, so ${words.input('client-secret')} ${words.emptySecret('client-secret')}`
        : 'The request held no secret and no assertion.',
    fixes: (situation) =>
      situation.credential.presents.includes('client-secret') ? [storeClientSecret(situation)] : [reportBug],
    retry: 'never',
    docs: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow',
  },
  {
    codes: [7000218],
    about: ['user', 'person'],
    title: 'the app is not a public client',
    why: ({ credential }) =>
      needsPerson(credential)
        ? 'Signing in without an app credential works only if the app allows public client flows. If the app allows them, http://localhost is listed for its web pages instead of for mobile and desktop applications.'
        : 'A user name and password without a client secret work only for an app that allows public client flows.',
    fixes: ({ clientId, credential, words: { input, missing } }) => [
      ...(needsPerson(credential)
        ? [
            {
              text: `If the app itself was meant to sign in, give its secret. ${missing('client-secret')}`,
            },
          ]
        : []),
      {
        text: needsPerson(credential) ? 'If you are to sign in, allow them:' : 'Allow them:',
        command: `az ad app update --id ${clientId} --is-fallback-public-client true`,
      },
      ...(needsPerson(credential)
        ? []
        : [
            {
              text: `Or give the input ${input('client-secret')} beside ${input('username')} and ${input('password')}.`,
            },
          ]),
    ],
    retry: 'never',
    docs: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/confidential-client-application-authentication-error-aadsts7000218',
  },
  {
    codes: [700025],
    about: ['client-secret', 'certificate', 'federated-token'],
    title: 'the app is a public client, and a credential came with the request',
    why: 'A public client proves itself by nothing, so Entra takes no secret, certificate or assertion from it.',
    fixes: ({ clientId, credential, words }) =>
      credential.signsIn === 'user'
        ? [{ text: `Leave the input ${words.input('client-secret')} out.` }]
        : [
            {
              text: 'An app that signs in as itself must not be a public client:',
              command: `az ad app update --id ${clientId} --is-fallback-public-client false`,
            },
          ],
    retry: 'never',
    docs: 'https://learn.microsoft.com/entra/identity-platform/msal-client-applications',
  },
  {
    codes: [9002324],
    about: ['client-secret', 'certificate', 'federated-token'],
    title: 'more than one credential came with the request',
    why: 'Entra takes either a secret or an assertion, and got both.',
    fixes: [reportBug],
    retry: 'never',
    docs: errorPage(9002324),
  },
  {
    codes: [700027],
    about: ['certificate', 'federated-token'],
    title: 'the app does not know the key that signed the assertion',
    why: (situation) =>
      situation.credential.presents.includes('federated-token')
        ? "The keys that the token's issuer publishes do not prove its signature."
        : `The certificate is not among those of the app, or its private key belongs to another one. A certificate added a moment ago takes up to 20 seconds to spread${orLetWait(situation, 60)}.`,
    fixes: (situation) =>
      situation.credential.presents.includes('federated-token')
        ? [{ text: 'Get a new token from the issuer, right before it is used.' }]
        : [
            {
              text: 'Compare the thumbprint of your certificate with those that the app has:',
              command: [
                'openssl x509 -in cert.pem -noout -fingerprint -sha1',
                `az ad app credential list --id ${situation.clientId} --cert`,
              ].join('\n'),
            },
            addCertificate(situation),
          ],
    retry: 'propagation',
    docs: assertionFormat,
  },
  {
    codes: [700028, 700030],
    about: ['certificate'],
    title: 'the certificate is not authorized',
    why: 'The app trusts certificates by their issuer and subject name, and this one is not among them.',
    fixes: (situation) => [
      addCertificate(situation),
      { text: "Or let the tenant's administrator add its subject name to the trusted ones of the app." },
    ],
    retry: 'never',
    docs: assertionFormat,
  },
  {
    codes: [700021],
    about: ['certificate', 'federated-token'],
    title: 'the assertion names another app',
    why: ({ credential, clientId, issuedTokens }) =>
      `Entra took the assertion for one that the app signed itself, and in such a one issuer and subject are the client ID, ${clientId}.${credential.presents.includes('federated-token') ? ` A federated token must come from another issuer, such as ${issuedTokens ? `${issuedTokens.issuer} or ` : ''}a Kubernetes cluster.` : ''}`,
    fixes: ({ credential, words: { input } }) => [
      {
        text: `Check ${input('client-id')}${credential.presents.includes('federated-token') ? `, and where ${input('federated-token')} comes from, if it is set` : ''}.`,
      },
    ],
    retry: 'never',
    docs: assertionFormat,
  },
  {
    codes: [700023],
    about: ['certificate', 'federated-token'],
    title: 'the assertion is meant for another audience',
    why: ({ claims, cloud, credential }) =>
      credential.presents.includes('federated-token')
        ? `Its audience${claims.aud ? `, ${printable(claims.aud)},` : ''} is not this Entra. Each cloud has its own; for federated tokens in cloud ${cloud.name} it is ${cloud.federatedAudience}.`
        : 'It was signed for the address to which it was sent, and Entra goes by another one.',
    fixes: ({ credential, words: { input } }) => [
      {
        text: `Check the inputs ${input('cloud')}${credential.presents.includes('federated-token') ? `, ${input('audience')}` : ''} and ${input('authority-host')}.`,
      },
    ],
    retry: 'never',
    docs: assertionFormat,
  },
  {
    codes: [700024],
    about: ['certificate', 'federated-token'],
    title: 'the assertion is not valid at this time',
    why: (situation) => `${describeTime(situation)} Entra takes an assertion only between its nbf and exp.`,
    fixes: (situation) =>
      situation.credential.presents.includes('federated-token')
        ? renewToken(situation)
        : [
            {
              text: "Set this machine's clock, by which the assertion is dated, by NTP:",
              command: 'sudo timedatectl set-ntp true',
            },
          ],
    retry: 'renewal',
    docs: errorPage(700024),
  },
  {
    codes: [50027],
    about: ['certificate', 'federated-token'],
    title: 'the assertion is not a JWT that Entra can read',
    why: 'It is cut or changed, or was signed in a way other than RS256 or PS256.',
    fixes: ({ credential, words }) =>
      credential.presents.includes('federated-token')
        ? [
            {
              text: `If ${words.input('federated-token')} is set, hand it over unchanged, without quotes or line breaks, and have its issuer sign with RS256.`,
            },
          ]
        : [reportBug],
    retry: 'never',
    docs: errorPage(50027),
  },
]

function storeClientSecret({ words }: Situation): Fix {
  const { command, how } = words.storeSecret('client-secret')
  return command ? { text: `Store the secret ${how}:`, command } : { text: `Store the secret ${how}.` }
}

/** By whether each try presents a new one, as far as that is known. */
function renewToken(situation: Situation): Fix[] {
  const { credential, words } = situation
  const lasting = `${words.renewed}, ${words.input('federated-token-file')} that the system renews, or a certificate`
  const start =
    credential.isRenewable === undefined
      ? `If ${words.input('federated-token')} or a variable of the CI system holds it, it`
      : 'The token'
  const given: Fix = {
    text: `${lifetimeOf(situation)}${start} stays the same for the whole job: once it has expired, there are no new access tokens. For one token, get it right before it is used. For a longer job, use a credential that lasts: ${lasting}${readLongJobs(situation)}.`,
  }
  const asked: Fix = {
    text: `${credential.isRenewable ? `${lifetimeOf(situation)}Run it again` : 'If it is asked for anew each time, run it again'}; a file must be one that the system still renews.`,
  }
  if (credential.isRenewable === undefined) return [given, asked]
  return [credential.isRenewable ? asked : given]
}

/** Of the host's own tokens alone, where it was one: the token that was presented tells its issuer. */
function lifetimeOf({ claims: { iss }, isExample, issuedTokens }: Situation): string {
  const isOwn = issuedTokens?.hints.some(
    ({ part, pattern }) => part === 'issuer' && pattern.test(String(iss)),
  )
  return isOwn && !isExample
    ? `An OIDC token of ${issuedTokens?.issuer}'s lives ${issuedTokens?.lifetime}. `
    : ''
}

/** This machine's clock counts only where this machine signs; else Entra's time against the token's own. */
function describeTime({ clockSkew, claims, credential }: Situation): string {
  if (!credential.presents.includes('federated-token')) return describeSkew(clockSkew)
  const now = Date.now() / 1000 + (clockSkew ?? 0)
  const [begin, end] = [claims.nbf, claims.exp].map((time) => (typeof time === 'number' ? time : undefined))
  if (begin === undefined && end === undefined)
    return 'The token had ended, or had not begun, when it reached Entra.'
  if (end !== undefined && end < now) return `The token ended ${span(now - end)} before it reached Entra.`
  if (begin !== undefined && begin > now) return `The token begins ${span(begin - now)} after Entra's time.`
  return "The token's times look right, so its issuer's clock and Entra's may differ."
}

function span(seconds: number): string {
  return seconds < 1e6 ? `${Math.round(seconds)} seconds` : 'long'
}

function describeSecret({ credential, secretLooksLikeId, words: { input } }: Situation): string {
  if (secretLooksLikeId)
    return `What came in ${input('client-secret')} is a GUID, so it is probably the ID of a secret and not its value.`
  const beside =
    credential.signsIn === 'user' ? `, beside ${input('username')} and ${input('password')},` : ''
  return `What came in ${input('client-secret')}${beside} is not a secret of this app: its ID was copied instead of its value, a part is missing, or it belongs to another app.`
}
