import type { Fix } from '../../failure/failure.ts'
import { runAgain } from '../../failure/run-again.ts'
import { allow, allowNamed } from '../access.ts'
import { isForUser } from '../credential-traits.ts'
import type { Remedy, Situation } from '../remedy.ts'
import { assignRole } from '../role.ts'

const authentication = 'https://learn.microsoft.com/power-platform/admin/programmability-authentication-v2'
const roles = 'https://learn.microsoft.com/power-platform/admin/programmability-tutorial-rbac-role-assignment'

const checkCloud = ({ cloud, words: { input } }: Situation): Fix => ({
  text: `Check the input ${input('cloud')} (it is ${cloud.name}), and leave ${input('scope')} out or set it to ${cloud.apiUrl}/.default.`,
})

/**
 * What Power Platform API answers to a good token, by status and the body's own code; texts are not looked
 * at.
 */
export const powerPlatformRemedies: readonly Remedy[] = [
  {
    codes: ['Power Platform API 401', 'Power Platform API 401 InvalidAuthenticationAudience'],
    title: 'the token is not accepted',
    why: ({ cloud, scopes }) =>
      `The token is for another resource or cloud, or its tenant is not one of cloud ${cloud.name}. It was asked for ${scopes.join(' ')}.`,
    fixes: (situation) => [checkCloud(situation)],
    retry: 'never',
    docs: authentication,
  },
  {
    codes: ['Power Platform API 403', 'Power Platform API 403 Forbidden'],
    title: 'the token is valid, but the app has no role',
    why: ({ credential }) =>
      isForUser(credential)
        ? 'The user, or the app that the user signs in with, lacks a permission: the app needs EnvironmentManagement.Environments.Read with consent, and the user a Power Platform role.'
        : 'A service principal needs a Power Platform role (RBAC); permissions and consent do nothing for it. It is assigned through the API: the admin center has no page for it. A new role takes some minutes to spread.',
    fixes: (situation) => (isForUser(situation.credential) ? allow(situation) : assignRole(situation)),
    retry: 'propagation',
    docs: roles,
  },
  {
    codes: ['Power Platform API 403 InsufficientDelegatedPermissions'],
    about: ['user', 'person'],
    title: 'the app lacks a delegated permission',
    why: ({ permissions = [] }) =>
      `What the user may do counts only as far as the app has the delegated permission for it, with consent.${permissions.length > 0 ? ` The API takes any of: ${permissions.join(', ')}.` : ''}`,
    fixes: (situation) => [
      ...allowNamed(situation),
      { text: 'Then run it again: a permission counts from the next token on.' },
    ],
    retry: 'never',
    docs: authentication,
  },
  {
    codes: ['Power Platform API 404', 'Power Platform API 404 RouteNotFound'],
    title: 'there is no list of environments at this address',
    why: ({ cloud }) => `The address is the one of cloud ${cloud.name}. The tenant may be in another cloud.`,
    fixes: (situation) => [checkCloud(situation)],
    retry: 'never',
    docs: authentication,
  },
  {
    codes: ['Power Platform API 429'],
    title: 'too many requests',
    why: 'Power Platform API throttles this client. The token itself is good.',
    fixes: ({ words }) => [
      {
        text: `Run it again later, and let fewer jobs ask at once. To get a token without ${words.input('verify')} asks Power Platform API nothing.`,
      },
    ],
    retry: 'transient',
    docs: 'https://learn.microsoft.com/power-platform/admin/api-request-limits-allocations',
  },
  {
    codes: ['Power Platform API fault'],
    title: 'the service has a fault',
    why: 'Power Platform API, or a gateway before it, failed. The token itself is good.',
    fixes: [runAgain],
    retry: 'transient',
    docs: 'https://learn.microsoft.com/power-platform/admin/check-online-service-health',
  },
  {
    codes: ['Power Platform API unexpected answer'],
    title: 'the answer is no list of environments',
    why: 'The answer has another form than the documented one. A proxy or a sign-in page of the network may be in the way.',
    fixes: [{ text: "Check the network's proxy." }],
    retry: 'never',
    docs: authentication,
  },
]
