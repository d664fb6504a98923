import { allow } from '../access.ts'
import { addRedirect } from '../fixes.ts'
import { errorPage, type Remedy, type Situation } from '../remedy.ts'

const deviceCode = 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code'
const redirects = 'https://learn.microsoft.com/entra/identity-platform/reply-url'

const signInAgain = { text: 'Run this again, and sign in once more.' }

/** Also for whoever began it elsewhere and asks only what the code means. */
function useBrowser({ words }: Situation) {
  return {
    text: `In a browser that this program opens there is no code to type: ${words.setting('credential', 'browser')}.`,
  }
}

/** Refusals of a person who signs in, most of them shown by the sign-in page itself. */
export const personRemedies: readonly Remedy[] = [
  {
    codes: [50011],
    about: ['person'],
    title: 'the app does not let the browser come back',
    why: 'After a sign-in, the browser goes to an address that the app must list, here http://localhost among those for mobile and desktop applications. Any port counts then.',
    fixes: ({ clientId }) => [addRedirect({ clientId })],
    retry: 'never',
    docs: redirects,
  },
  {
    codes: [65004],
    about: ['person'],
    title: 'the consent was declined',
    why: 'The sign-in page asked whether the app may act for who signs in, and the answer was no.',
    fixes: (situation) => [
      {
        text: 'Run this again and accept. Where accepting is not offered, an administrator consents for everybody:',
        command: `az ad app permission admin-consent --id ${situation.clientId}`,
      },
      ...allow(situation),
    ],
    retry: 'never',
    needsSignIn: true,
    docs: 'https://learn.microsoft.com/entra/identity-platform/application-consent-experience',
  },
  {
    codes: [70016],
    about: ['user', 'person'],
    title: 'the user has not finished signing in',
    why: 'This answer belongs to a sign-in by device code: Entra still waits for the user.',
    fixes: [{ text: 'Finish the sign-in in the browser, or use another credential in a pipeline.' }],
    retry: 'transient',
    needsSignIn: true,
    docs: deviceCode,
  },
  {
    codes: [70018],
    about: ['person'],
    title: 'the code that was typed in is wrong',
    why: 'The page takes a code only as this program shows it, and only until it is used or has expired.',
    fixes: (situation) => [signInAgain, useBrowser(situation)],
    retry: 'never',
    needsSignIn: true,
    docs: deviceCode,
  },
  {
    codes: [70019, 70020],
    about: ['user', 'person'],
    title: 'the device code has expired',
    why: 'This answer belongs to a sign-in by device code, which the user did not finish in time.',
    fixes: [{ text: 'Start it again, or use another credential in a pipeline.' }],
    retry: 'never',
    needsSignIn: true,
    docs: deviceCode,
  },
  {
    // A refresh token that isn't good any more.
    codes: [50173, 700082],
    about: ['user', 'person'],
    title: 'the sign-in has ended',
    why: 'Tokens came from a sign-in that is no longer good: what the user signs in with was changed, an administrator revoked the sessions, or it was not used for 90 days.',
    fixes: [{ text: 'Start this again, which signs in anew.' }],
    retry: 'never',
    needsSignIn: true,
    docs: 'https://learn.microsoft.com/entra/identity-platform/refresh-tokens',
  },
  {
    codes: [50199],
    about: ['person'],
    title: 'the sign-in was not confirmed',
    why: 'The sign-in page asks whether this is the app that was meant, so that nobody is tricked into a sign-in. It was closed, or a program read it that cannot answer.',
    fixes: [{ text: 'Run this again in a browser, and choose Continue on that page.' }],
    retry: 'never',
    needsSignIn: true,
    docs: errorPage(50199),
  },
  {
    codes: ['authorization_declined'],
    about: ['person'],
    title: 'the sign-in was declined',
    why: 'Somebody chose not to go on, or an administrator or a policy of the tenant does not allow it.',
    fixes: [signInAgain],
    retry: 'never',
    needsSignIn: true,
    docs: deviceCode,
  },
]
