import { text } from 'node:stream/consumers'

/** Reads cases from standard input, plays one after the other, and writes what came of each. */
export async function serve<Case>(play: (given: Case) => Promise<unknown>): Promise<void> {
  const outcomes: unknown[] = []
  for (const given of JSON.parse(await text(process.stdin)) as Case[]) {
    try {
      outcomes.push({ answer: await play(given) })
    } catch (error) {
      outcomes.push({ error: { ...(error as object), message: (error as Error).message } })
    }
  }
  process.stdout.write(JSON.stringify(outcomes))
}
