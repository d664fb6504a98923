import type { Failure, Retry } from '../failure/failure.ts'
import type { PresentedFailure } from '../failure/presented-failure.ts'
import { cutHarmless, type Harmless, harmlessWords, joinHarmless } from '../values/harmless.ts'

/** Characters. Azure's SDKs put a message into one of their own, of which terminals show a few lines. */
const MAX_MESSAGE = 1000

/** Why there is no token, as clients get to hear it. The log has the whole failure. */
export class TokenRefused extends Error {
  readonly retry: Retry | undefined

  constructor({ retry }: Pick<Failure, 'retry'>, presented: PresentedFailure) {
    super(shortMessage(presented))
    this.retry = retry
  }
}

/** Code, where to read more, and the first fix in one line: all that most clients show. A command to paste comes last. */
function shortMessage({ parts: { title, fixes, more } }: PresentedFailure): Harmless {
  const [fix] = fixes
  const words = joinHarmless(
    harmlessWords`${title}.`,
    more && harmlessWords`More: ${more}`,
    fix && (fix.command ? harmlessWords`${fix.text} ${fix.command}` : fix.text),
  )
  return cutHarmless(inOneLine(words), MAX_MESSAGE)
}

function inOneLine(text: Harmless): Harmless {
  return text.replaceAll('\n', ' ') as Harmless
}
