import type { Failure, Retry } from '../failure/failure.ts'
import type { PresentedFailure } from '../failure/presented-failure.ts'
import { cutHarmless, type Harmless, harmlessWords, joinHarmless } from '../values/harmless.ts'

/** Characters. Azure's SDKs put a message into one of their own, of which terminals show a few lines. */
const MAX_MESSAGE = 1000

/** Why there is no token, as clients get to hear it. The log has the whole failure. */
export class TokenRefused extends Error {
  readonly retry: Retry | undefined

  /** @param resource that there is no token for, as the user calls it */
  constructor({ retry }: Pick<Failure, 'retry'>, presented: PresentedFailure, resource: Harmless) {
    super(shortMessage(presented, resource))
    this.retry = retry
  }
}

/** What for, why, the first fix and where to read more in one line: all that most clients show. */
function shortMessage({ parts: { title, fixes, more } }: PresentedFailure, resource: Harmless): Harmless {
  const [fix] = fixes
  const start = harmlessWords`${resource}: ${title}.`
  const end = more && harmlessWords`More: ${more}`
  const words = fix?.command
    ? // What is to be pasted ends with the line: nothing behind it may be taken for a part of it.
      joinHarmless(start, end, harmlessWords`${fix.text} ${fix.command}`)
    : joinHarmless(start, fix?.text, end)
  return cutHarmless(inOneLine(words), MAX_MESSAGE)
}

function inOneLine(text: Harmless): Harmless {
  return text.replaceAll('\n', ' ') as Harmless
}
