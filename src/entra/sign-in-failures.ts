import { addRedirect } from '../advice/fixes.ts'
import { Failure } from '../failure/failure.ts'
import type { Words } from '../ports/words.ts'
import type { TokenRequest } from './token-request.ts'

const heading = 'A person signs in'

/** @param why no browser can be opened: a sentence's rest */
export function noBrowser(why: string, words: Words): Failure {
  return new Failure(
    {
      title: 'No browser can be opened here',
      heading,
      tried: 'opening the sign-in page; nothing was sent',
      why,
      fixes: [
        {
          text: `Sign in in a browser on any other machine: ${words.setting('credential', 'device-code')} shows a code to enter there.`,
        },
      ],
    },
    { blame: 'sign-in' },
  )
}

interface Unfinished {
  request: TokenRequest
  words: Words
  /** Milliseconds. */
  limit: number
}

/** What the sign-in page refuses, it shows to the person alone, and nothing of it comes back. */
export function unfinished({ request, words, limit }: Unfinished): Failure {
  const { credential, clientId } = request
  const page = words.documentation('The user, and policies of the tenant')
  const other = words.setting('credential', credential.otherWay ?? '')
  return new Failure(
    {
      title: 'Nobody finished the sign-in in time',
      heading,
      tried: `waiting ${Math.round(limit / 1000)} s for the sign-in`,
      why: 'The page was closed, or it shows an error, which it tells to nobody but you.',
      fixes: [
        { text: `If the page shows AADSTS50011: ${addRedirect({ clientId }).text}`, ...commandOf(clientId) },
        {
          text: `If it shows AADSTS53003 or another of 53000 to 53009, or says that you can't get there from here, a policy blocks this way to sign in. Try the other: ${other}. Policies mostly block device codes, and let the browser in on a managed machine or in a network that they know.`,
        },
        ...(page ? [{ text: `Any other number stands here with its fix: ${page}` }] : []),
        { text: `For more time, raise ${words.input('timeout')} above ${Math.round(limit / 1000)}.` },
      ],
    },
    { blame: 'sign-in' },
  )
}

function commandOf(clientId: string) {
  const { command } = addRedirect({ clientId })
  return command ? { command } : {}
}
