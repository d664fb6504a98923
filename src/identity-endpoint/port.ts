import { once } from 'node:events'
import { createServer } from 'node:net'
import { Failure } from '../failure/failure.ts'
import type { Words } from '../ports/words.ts'

/** The machine itself, and nobody beyond it. */
export const ADDRESS = '127.0.0.1'

/** That a port can be had. @param port 0 for any @throws {Failure} */
export async function checkPort(port: number, words: Words): Promise<void> {
  if (port === 0) return
  const server = createServer()
  try {
    await once(server.listen({ host: ADDRESS, port, exclusive: true }), 'listening')
  } catch (error) {
    throw portFailure(error, port, words)
  }
  server.close()
  await once(server, 'close')
}

/** Why the system gives no port to listen on. */
export function portFailure(error: unknown, port: number, { input }: Words): Failure {
  const { code = 'unknown' } = error as NodeJS.ErrnoException
  const isTaken = code === 'EADDRINUSE'
  const place = port === 0 ? 'a free port' : `port ${port}`
  return new Failure(
    {
      title: isTaken ? `Port ${port} is in use` : `The system refuses ${place} (${code})`,
      heading: 'Port of the identity endpoint',
      tried: `listening on ${ADDRESS}, ${place}`,
      why: isTaken
        ? 'Another program listens there, which may be an earlier endpoint that still runs.'
        : 'Ports below 1024, and some others, are for administrators on many systems.',
      fixes: [
        {
          text: `Give another number by ${input('port')}, or leave it out to have any free port${isTaken ? '; or end the program that has this one' : ''}.`,
        },
      ],
    },
    { cause: error },
  )
}
