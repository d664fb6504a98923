import type { Fix } from '../../failure/failure.ts'
import { allow, assignToApi } from '../access.ts'
import { apiOf } from '../apis.ts'
import { appInsteadOfUser } from '../app-instead-of-user.ts'
import { isForUser, type Principal } from '../credential-traits.ts'
import { checkUser, signInYourself } from '../fixes.ts'
import { errorPage, type Remedy, type Situation } from '../remedy.ts'
import { plainWord } from '../shell.ts'

const conditionalAccess =
  'https://learn.microsoft.com/entra/identity/conditional-access/troubleshoot-conditional-access'
const workloads = 'https://learn.microsoft.com/entra/identity/conditional-access/workload-identity'
const ropc = 'https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc'

const signInLogs: Readonly<Record<Principal, string>> = {
  app: 'Service principal sign-ins',
  user: 'User sign-ins (non-interactive)',
  person: 'User sign-ins (interactive)',
  machine: 'Managed identity sign-ins',
}

const readSignInLog = ({ credential }: Situation) => ({
  text: `See what blocked it: Entra admin center › Monitoring › Sign-in logs › ${signInLogs[credential.signsIn]} › the entry with the correlation ID above (its tab Conditional Access names the policy, if it was one).`,
})

/**
 * Who can change a policy, and what holds for apps (not for managed identities, which policies leave out).
 */
const changePolicy = (situation: Situation) => [
  readSignInLog(situation),
  ...(isForUser(situation.credential)
    ? [...signInElsewhere(situation), ...appInsteadOfUser(situation)]
    : [
        {
          text: `Let the administrator exclude the app from it, or run the job on ${situation.words.ownMachine} whose address the policy knows. ${situation.words.hostedMachines} have changing addresses.`,
        },
      ]),
]

/** What a policy refuses of one way to sign in, it may allow of the other. */
function signInElsewhere({ credential: { otherWay }, words }: Situation): Fix[] {
  if (!otherWay) return []
  return [
    {
      text: `Sign in the other way: ${words.setting('credential', otherWay)}. Policies mostly block device codes, and let the browser in on a managed machine or in a network that they know.`,
    },
  ]
}

/** Where a prompt waits for a user that no job can answer. */
const withoutPrompt = (situation: Situation) => [
  ...signInYourself(situation),
  ...appInsteadOfUser(situation),
  ...(apiOf(situation).name === 'Power Platform API'
    ? [
        {
          text: 'With a role, the app can do by itself nearly all that its user could. The few operations that Power Platform API keeps for users have no way without a prompt; the page of each says so: https://learn.microsoft.com/rest/api/power-platform/',
        },
      ]
    : []),
]

const user = ({ username }: Situation) => plainWord(username, 'USER')

/** What Microsoft says of each of these is one sentence, and of 530032 its sources disagree. */
const blocks: readonly [code: number, why: string][] = [
  [530031, 'A Conditional Access policy lets nobody have a token here.'],
  [530032, 'A security policy of the tenant blocks the request, or Microsoft sees a risk in the account.'],
  [530033, 'A policy that demands a managed device blocks sign-ins of this kind.'],
  [530035, 'Security defaults are on in the tenant, and block sign-ins of this kind.'],
]

/** Refusals of a user, and by the tenant's policies. */
export const userRemedies: readonly Remedy[] = [
  {
    codes: [65001],
    title: 'nobody has consented to what the app asks for',
    why: ({ credential }) =>
      isForUser(credential)
        ? "A user's token needs delegated permissions of the API on the app, and an administrator's consent to them. A consent given a moment ago takes a minute to spread."
        : 'Delegated permissions, and consent to them, do nothing for an app that signs in as itself.',
    fixes: allow,
    retry: 'propagation',
    docs: 'https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent',
  },
  {
    codes: [50105],
    title: 'who signs in is not assigned to the application',
    why: (situation) =>
      isForUser(situation.credential)
        ? `The app is only for users who are assigned to it, and ${user(situation) === 'USER' ? 'this user' : user(situation)} is not.`
        : 'The API is only for apps that are assigned to it, and this one is not.',
    fixes: (situation) =>
      isForUser(situation.credential)
        ? [
            {
              text: 'Assign the user or a group: Entra admin center › Enterprise applications › the app › Users and groups. Or do not demand it:',
              command: `az ad sp update --id ${situation.clientId} --set appRoleAssignmentRequired=false`,
            },
          ]
        : assignToApi(situation),
    retry: 'never',
    docs: 'https://learn.microsoft.com/entra/identity/enterprise-apps/assign-user-or-group-access-portal',
  },
  {
    codes: [50034, 51004],
    about: ['user'],
    title: 'the tenant has no such user',
    why: ({ tenantId, words }) =>
      `Tenant ${tenantId} has no account of the name in ${words.input('username')}.`,
    fixes: (situation) => [
      {
        text: 'See whether you mean another name or tenant:',
        command: `az ad user show --id ${user(situation)} --query userPrincipalName`,
      },
    ],
    retry: 'never',
    docs: errorPage(50034),
  },
  {
    codes: [50020],
    about: ['user'],
    title: "the user is another tenant's",
    why: ({ tenantId }) =>
      `The account belongs to another tenant or is a personal one, and tenant ${tenantId} does not have it as a guest. Guests can't sign in by password anyway.`,
    fixes: (situation) => [{ text: 'Use an account of the tenant itself.' }, ...appInsteadOfUser(situation)],
    retry: 'never',
    docs: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts50020-user-account-identity-provider-does-not-exist',
  },
  {
    codes: [50053],
    about: ['user'],
    title: 'the account is locked',
    why: 'Too many sign-ins failed, or this one came from an address that Microsoft knows as malicious. Each further try makes the lockout longer, so it is not tried again.',
    fixes: (situation) => [
      {
        text: 'Stop every job that uses this account, correct its password in all of them, and wait; an administrator can unlock it by a new password.',
      },
      ...appInsteadOfUser(situation),
    ],
    retry: 'never',
    triesHarm: true,
    docs: 'https://learn.microsoft.com/entra/identity/authentication/howto-password-smart-lockout',
  },
  {
    codes: [50055],
    about: ['user'],
    title: "the user's password has expired",
    why: 'Nobody can change it in a pipeline.',
    fixes: (situation) => [
      {
        text: 'Sign in once at https://myaccount.microsoft.com, set a new password, and store it as the secret.',
      },
      ...appInsteadOfUser(situation),
    ],
    retry: 'never',
    docs: ropc,
  },
  {
    codes: [50056],
    about: ['user'],
    title: 'the user has no password',
    why: 'The account signs in elsewhere (federated with AD FS or another provider), or without a password.',
    fixes: (situation) => [
      ...appInsteadOfUser(situation),
      { text: 'Or use an account that was made in Entra itself and has a password there.' },
    ],
    retry: 'never',
    docs: ropc,
  },
  {
    codes: [50057],
    about: ['user'],
    title: "the user's account is disabled",
    why: 'An administrator, or a synchronised directory, switched it off.',
    fixes: (situation) => [
      {
        text: 'If that was not on purpose, switch it on:',
        command: `az ad user update --id ${user(situation)} --account-enabled true`,
      },
    ],
    retry: 'never',
    docs: errorPage(50057),
  },
  {
    codes: [50126],
    about: ['user'],
    title: 'the user name or password is wrong',
    why: "These are the user's credentials, not the app's. Each try with a wrong password counts towards a lockout, so it is not tried again.",
    fixes: (situation) => [checkUser(situation), ...appInsteadOfUser(situation)],
    retry: 'never',
    docs: errorPage(50126),
  },
  {
    codes: [50072, 50076, 50079],
    about: ['user'],
    title: 'the user must pass multi-factor authentication',
    why: 'A user name and a password are not enough for that, and nobody is there to answer a prompt.',
    fixes: withoutPrompt,
    retry: 'never',
    needsSignIn: true,
    docs: 'https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication',
  },
  {
    codes: [50158],
    about: ['user'],
    title: 'the user must pass a check outside of Entra',
    why: 'The tenant demands a second factor of another provider, which a user name and password cannot pass.',
    fixes: withoutPrompt,
    retry: 'never',
    needsSignIn: true,
    docs: conditionalAccess,
  },
  {
    codes: [53000, 53001],
    title: 'the policy demands a managed device',
    why: 'A Conditional Access policy lets only compliant or domain-joined devices in, and a machine that runs pipelines is none.',
    fixes: (situation) => changePolicy(situation),
    retry: 'never',
    docs: conditionalAccess,
  },
  {
    codes: [53003],
    title: 'Conditional Access blocks this sign-in',
    why: ({ credential }) =>
      isForUser(credential)
        ? 'A policy of the tenant allows this user no token from here.'
        : 'A policy of the tenant allows this app no token from here. For apps such policies know only Block, mostly by the address that the request comes from.',
    fixes: (situation) => changePolicy(situation),
    retry: 'never',
    docs: workloads,
  },
  ...blocks.map(
    ([code, why]): Remedy => ({
      codes: [code],
      title: 'a security policy of the tenant blocks this sign-in',
      why,
      fixes: (situation) => changePolicy(situation),
      retry: 'never',
      docs: conditionalAccess,
    }),
  ),
]
