import type { EntraErrorCode } from './emulator/entra-errors.ts'

/** What a code must say to whoever signs in, `{clientId}` being the user's own. */
export const personRows: [code: EntraErrorCode, blame: 'sign-in' | undefined, ...words: string[]][] = [
  [
    50011,
    undefined,
    'does not let the browser come back',
    'az ad app update --id {clientId} --public-client-redirect-uris http://localhost',
    'mobile and desktop',
  ],
  [
    65004,
    'sign-in',
    'the consent was declined',
    'az ad app permission admin-consent --id {clientId}',
    'Run this again and accept',
  ],
  [70018, 'sign-in', 'the code that was typed in is wrong', '--credential browser'],
  [70019, 'sign-in', 'the device code has expired', 'Start it again'],
  [50173, 'sign-in', 'the sign-in has ended', 'Start this again'],
  [700082, 'sign-in', 'the sign-in has ended', 'not used for 90 days'],
  [50199, 'sign-in', 'the sign-in was not confirmed', 'choose Continue'],
]
