import { printable } from '../../values/printable.ts'
import { allow, assignToApi } from '../access.ts'
import { apiOf, onlyDefaultScope } from '../apis.ts'
import { reportBug } from '../fixes.ts'
import { errorPage, type Remedy, type Situation } from '../remedy.ts'

const scopes = 'https://learn.microsoft.com/entra/identity-platform/scopes-oidc'
const setUp = 'https://learn.microsoft.com/power-platform/admin/programmability-authentication-v2'
const assignApps = 'https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments'

const asked = ({ scopes }: Situation) => printable(scopes.join(' '))

/** Refusals because of what the token is for. */
export const resourceRemedies: readonly Remedy[] = [
  {
    codes: [500011, 650052],
    title: 'the API has no service principal in this tenant',
    why: (situation) => `The token was asked for ${asked(situation)}. ${apiOf(situation).unknown(situation)}`,
    fixes: (situation) => apiOf(situation).find(situation),
    retry: 'propagation',
    docs: setUp,
  },
  {
    codes: [500014, 7000117],
    title: "the API's service principal is disabled",
    why: (situation) =>
      `The token was asked for ${asked(situation)}. A licence of the tenant has lapsed, or an administrator switched the API off.`,
    fixes: (situation) => {
      const { name, appId } = apiOf(situation)
      return [
        { text: `Check whether the tenant still has its licences for ${name}.` },
        {
          text: `Switch ${name} on again:`,
          command: `az ad sp update --id ${appId} --set accountEnabled=true`,
        },
      ]
    },
    retry: 'never',
    docs: errorPage(500014),
  },
  {
    codes: [650057],
    title: 'the app has no permission of this API',
    why: (situation) =>
      `The token was asked for ${asked(situation)}, and the ${situation.credential.signsIn === 'machine' ? 'identity has' : 'app registration lists'} no permission of that API. A new one takes a minute to spread.`,
    fixes: allow,
    retry: 'propagation',
    docs: setUp,
  },
  {
    codes: [650053],
    title: 'the API has no such permission',
    why: (situation) => `The scope ${asked(situation)} names a permission that the API does not have.`,
    fixes: (situation) => [onlyDefaultScope(situation)],
    retry: 'never',
    docs: scopes,
  },
  {
    codes: [1002012],
    title: 'the scope of an app must end in /.default',
    why: (situation) =>
      `The scope was ${asked(situation)}. An app that signs in as itself asks for all that it was granted, and for one API.`,
    fixes: (situation) => [onlyDefaultScope(situation)],
    retry: 'never',
    docs: scopes,
  },
  {
    codes: [70011],
    title: 'the scope is not valid',
    why: (situation) => `The scope was ${asked(situation)}.`,
    fixes: (situation) => [onlyDefaultScope(situation)],
    retry: 'never',
    docs: scopes,
  },
  {
    codes: [28000],
    title: 'the scope names more than one API',
    why: (situation) => `The scope was ${asked(situation)}, and a token is for one API only.`,
    fixes: [{ text: 'Name scopes of one API, and get one token for each API.' }],
    retry: 'never',
    docs: scopes,
  },
  {
    codes: [70003],
    title: 'Entra does not take this way to ask for a token',
    why: ({ credential }) =>
      credential.signsIn === 'user'
        ? 'This login host does not allow a sign-in by user name and password.'
        : 'This login host does not know the grant type of the request.',
    fixes: ({ words }) => [
      { text: `Check ${words.input('authority-host')}, if it is set: it must be a login host of Entra.` },
      reportBug,
    ],
    retry: 'never',
    docs: errorPage(70003),
  },
  {
    codes: [90009],
    title: 'the scope names the app itself',
    why: (situation) => `The token was asked for ${asked(situation)}, which is the app's own API.`,
    fixes: (situation) => [
      onlyDefaultScope(situation),
      {
        text: `If the app's own API is meant: ${situation.words.setting('scope', `${situation.clientId || 'CLIENT_ID'}/.default`)}`,
      },
    ],
    retry: 'never',
    docs: errorPage(90009),
  },
  {
    codes: [501051],
    title: 'the app is not assigned to a role of the API',
    why: "The API's enterprise application demands that who uses it is assigned to it.",
    fixes: assignToApi,
    retry: 'never',
    docs: assignApps,
  },
]
