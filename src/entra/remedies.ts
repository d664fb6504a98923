import { POWER_PLATFORM_API } from '../clouds.ts'
import type { Fix } from '../failure.ts'
import { printable } from '../printable.ts'
import { quoteForShell } from '../shell.ts'

/** What the user presented, to fill commands with. Values of the outside world, not yet quoted. */
export interface Presented {
  tenantId: string
  clientId: string
  /** Of the OIDC token, where one was presented. */
  issuer?: string | undefined
  subject?: string | undefined
  audience?: string | undefined
}

/** Why Entra refuses with these codes, and what helps. */
export interface Remedy {
  codes: readonly number[]
  title?: string
  why: string
  fixes(presented: Presented): Fix[]
}

const newSecret = ({ clientId }: Presented): Fix[] => [
  {
    text: 'Make a new secret and store its value (not its ID):',
    command: `az ad app credential reset --id ${clientId} --append --query password -o tsv | gh secret set CLIENT_SECRET`,
  },
]

const consent = ({ clientId }: Presented): Fix[] => [
  { text: 'Let an administrator consent:', command: `az ad app permission admin-consent --id ${clientId}` },
]

const federatedCredential = ({ clientId, issuer = '', subject = '', audience = '' }: Presented): Fix[] => [
  { text: 'See what the app trusts:', command: `az ad app federated-credential list --id ${clientId}` },
  {
    text: 'If the workflow above is one that you trust, let the app trust exactly it (it takes some minutes to spread):',
    command: `az ad app federated-credential create --id ${clientId} --parameters ${quoteForShell(
      printable(JSON.stringify({ name: 'power-platform-token', issuer, subject, audiences: [audience] })),
    )}`,
  },
]

/** The refusals that pipelines meet most. */
const remedies: readonly Remedy[] = [
  {
    codes: [70021, 700211, 700212, 700213, 7002138],
    title: 'no federated credential matches this workflow',
    why: "The app has federated credentials, and none has exactly this token's issuer, subject and audience. They are compared letter by letter.",
    fixes: federatedCredential,
  },
  {
    codes: [70025],
    title: 'the app has no federated credential',
    why: 'The app trusts no other issuer yet.',
    fixes: federatedCredential,
  },
  {
    codes: [7000215],
    title: 'the client secret is wrong',
    why: "The secret's ID came instead of its value, the value was copied incompletely, or it belongs to another app.",
    fixes: newSecret,
  },
  {
    codes: [7000222],
    title: 'the client secret has expired',
    why: 'A secret lives two years at most.',
    fixes: (presented) => [
      ...newSecret(presented),
      { text: 'Better: use a federated credential, which holds no secret and does not expire.' },
    ],
  },
  {
    codes: [700027],
    title: 'Entra does not know this certificate',
    why: "The certificate isn't added to the app, or another one was sent.",
    fixes: ({ clientId }) => [
      {
        text: 'Add the certificate (without its key) to the app:',
        command: `az ad app credential reset --id ${clientId} --cert @cert.pem --append`,
      },
    ],
  },
  {
    codes: [700024],
    title: 'the assertion is not valid at this time',
    why: "The OIDC token is older than five minutes, or this runner's clock is wrong.",
    fixes: () => [{ text: "Set the runner's clock by NTP; get federated-token right before this step." }],
  },
  {
    codes: [700016],
    title: 'the app is not in this tenant',
    why: 'client-id or tenant-id is wrong, or the app was made a moment ago.',
    fixes: ({ clientId }) => [{ text: 'Look the app up:', command: `az ad app show --id ${clientId}` }],
  },
  {
    codes: [7000229],
    title: 'the app has no service principal in this tenant',
    why: '`az ad app create` makes the app alone.',
    fixes: ({ clientId }) => [{ text: 'Make it:', command: `az ad sp create --id ${clientId}` }],
  },
  {
    codes: [90002, 900023],
    title: 'the tenant was not found',
    why: 'tenant-id is wrong, or the tenant is in another cloud than the input cloud says.',
    fixes: () => [
      {
        text: 'Show the tenant that you are signed in to:',
        command: 'az account show --query tenantId -o tsv',
      },
    ],
  },
  {
    codes: [500011, 650052],
    title: 'the API has no service principal in this tenant',
    why: "The tenant hasn't used the API of the scope yet.",
    fixes: () => [{ text: 'For Power Platform API:', command: `az ad sp create --id ${POWER_PLATFORM_API}` }],
  },
  {
    codes: [7000218],
    title: 'the app is no public client',
    why: 'A user name and password without a client secret need an app that allows public client flows.',
    fixes: ({ clientId }) => [
      { text: 'Allow them:', command: `az ad app update --id ${clientId} --is-fallback-public-client true` },
      { text: 'Or give the input client-secret as well.' },
    ],
  },
  {
    codes: [65001, 650057],
    title: 'nobody has consented to the permission',
    why: "A user's token needs the API's delegated permission on the app, and consent to it.",
    fixes: consent,
  },
  {
    codes: [50126, 50034, 50055, 50056, 50057],
    title: 'the user name or password is not accepted',
    why: 'Each try with a wrong password counts towards a lockout, so there was one only.',
    fixes: () => [{ text: "Check username and password; better: use an app's federated credential." }],
  },
  {
    codes: [50053],
    title: 'the account is locked',
    why: 'Too many sign-ins with a wrong password, or from a suspicious address.',
    fixes: () => [
      { text: 'Wait, or let an administrator unlock the account; do not run the job again before.' },
    ],
  },
  {
    codes: [50072, 50076, 50079],
    title: 'the user must pass multi-factor authentication',
    why: 'A user name and password alone cannot.',
    fixes: () => [{ text: "Use an app's federated credential (credential: federated)." }],
  },
  {
    codes: [53003],
    title: 'Conditional Access blocks this sign-in',
    why: 'A policy does not allow it; hosted runners have changing addresses, which defeat policies by location.',
    fixes: () => [
      {
        text: 'Read which one: Entra admin center › Sign-in logs › Service principal sign-ins › Conditional Access.',
      },
    ],
  },
]

/** The remedy for the first code that has one. */
export function remedyFor(codes: readonly number[]): Remedy | undefined {
  return codes.map((code) => remedies.find((remedy) => remedy.codes.includes(code))).find(Boolean)
}

/** For a code without a row: Entra's own words, and its page about the code. */
export function fallbackAdvice(codes: readonly number[], error: string): Omit<Remedy, 'codes'> {
  const page = codes[0] === undefined ? undefined : `https://login.microsoftonline.com/error?code=${codes[0]}`
  return {
    why: `Entra refused the request (${error}).`,
    fixes: () => (page ? [{ text: `Read what Microsoft says about it: ${page}` }] : []),
  }
}
