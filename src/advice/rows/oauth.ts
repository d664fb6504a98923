import type { Fix } from '../../failure/failure.ts'
import { runAgain } from '../../failure/run-again.ts'
import { onlyDefaultScope } from '../apis.ts'
import { type ClientCredentialType, needsPerson } from '../credential-traits.ts'
import { signInYourself } from '../fixes.ts'
import { REGISTERED, type Remedy, type Situation } from '../remedy.ts'

const oauth = 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes'

const lookUp = {
  text: 'Look the correlation ID up: Entra admin center › Monitoring › Sign-in logs (for an app: Service principal sign-ins).',
}

/** How what the app has of each kind is listed. */
const lists: Readonly<Record<ClientCredentialType, (clientId: string) => string>> = {
  'client-secret': (clientId) => `az ad app credential list --id ${clientId}`,
  certificate: (clientId) => `az ad app credential list --id ${clientId} --cert`,
  'federated-token': (clientId) => `az ad app federated-credential list --id ${clientId}`,
}

function listOwn({ credential, clientId }: Situation): Fix[] {
  return credential.presents.map((proof) => ({
    text: 'Compare what was sent with what the app has:',
    command: lists[proof](clientId),
  }))
}

function checkIds({ words: { input } }: Situation): Fix {
  return { text: `Check ${input('client-id')} and ${input('tenant-id')}.` }
}

/** What stands for an error value that no row has. */
export const UNKNOWN = 'Unknown refusal'

function refusedSignIn({ credential }: Situation): string {
  if (needsPerson(credential))
    return 'What the sign-in page gave is not accepted, or a policy of the tenant demands more than the sign-in had.'
  return `${credential.signsIn === 'user' ? 'The user name or the password' : 'What proved the app'} is not accepted, or a policy of the tenant demands more than a pipeline can give.`
}

/** For a code that no row has: what holds for OAuth's error value (RFC 6749, 5.2, and Entra's own ones). */
export const oauthRemedies: readonly Remedy[] = [
  {
    codes: ['invalid_client', 'unauthorized_client'],
    about: REGISTERED,
    title: 'Entra refuses the app or its credential',
    why: 'The client ID, the tenant, or what proved the app is not accepted.',
    fixes: (situation) => [checkIds(situation), ...listOwn(situation)],
    retry: 'never',
    docs: oauth,
  },
  {
    codes: ['invalid_grant', 'consent_required'],
    title: 'Entra refuses the sign-in',
    why: refusedSignIn,
    fixes: [lookUp],
    retry: 'never',
    docs: oauth,
  },
  {
    codes: ['interaction_required', 'login_required'],
    title: 'Entra refuses the sign-in',
    why: refusedSignIn,
    fixes: (situation) => [...signInYourself(situation), lookUp],
    retry: 'never',
    needsSignIn: true,
    docs: oauth,
  },
  {
    codes: ['invalid_scope', 'invalid_resource'],
    title: 'Entra does not know what the token is for',
    why: ({ cloud }) => `The scope is misspelt, or belongs to another cloud than ${cloud.name}.`,
    fixes: (situation) => [onlyDefaultScope(situation)],
    retry: 'never',
    docs: oauth,
  },
  {
    codes: ['invalid_request', 'unsupported_grant_type', 'unsupported_response_type', 'invalid_instance'],
    about: REGISTERED,
    title: 'Entra cannot read the request',
    why: 'A value in it has a form that Entra does not take, or another server answers in its place.',
    fixes: ({ words: { input } }) => [
      {
        text: `Check ${input('tenant-id')}, ${input('client-id')}, ${input('scope')}, and ${input('authority-host')}, if it is set.`,
      },
    ],
    retry: 'never',
    docs: oauth,
  },
  {
    codes: ['access_denied'],
    title: 'Entra denies access',
    why: 'An administrator or a policy of the tenant does not allow this.',
    fixes: [
      { text: 'Look the correlation ID up: Entra admin center › Monitoring › Sign-in logs, and ask there.' },
    ],
    retry: 'never',
    docs: oauth,
  },
  {
    codes: ['temporarily_unavailable', 'server_error'],
    title: 'Entra has a passing fault',
    why: 'The fault is within Entra, and usually passes soon.',
    fixes: [runAgain],
    retry: 'transient',
    docs: oauth,
  },
  {
    codes: [UNKNOWN],
    title: 'the request was refused',
    why: 'Nothing more is known here than what Entra says above.',
    fixes: [lookUp],
    retry: 'never',
    docs: oauth,
  },
]
