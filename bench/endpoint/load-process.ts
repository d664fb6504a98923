import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Answers, Load } from './load.ts'

/*
 * Plays clients for the process that forked it. By sockets, and no client of HTTP: that would take longer than the
 * servers whose time is taken.
 */
process.on('message', async (load: Load) => {
  const started = performance.now()
  const each = load.questions / load.clients
  const times = await Promise.all(Array.from({ length: load.clients }, () => play(load, each)))
  process.send?.({ times: times.flat(), together: performance.now() - started } satisfies Answers)
})

/** One client. @returns the milliseconds of each answer */
async function play({ url, header, keepAlive }: Load, questions: number): Promise<number[]> {
  const { host, hostname, port, pathname, search } = new URL(url)
  const question = [
    `GET ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    `X-IDENTITY-HEADER: ${header}`,
    ...(keepAlive ? [] : ['Connection: close']),
    '\r\n',
  ].join('\r\n')
  const open = () => connect({ host: hostname, port: Number(port), noDelay: true })
  const times: number[] = []
  let socket: Socket | undefined
  for (let index = 0; index < questions; index++) {
    const started = performance.now()
    socket ??= open()
    socket.write(question)
    await answerOf(socket)
    times.push(performance.now() - started)
    if (keepAlive) continue
    socket.destroy()
    socket = undefined
  }
  socket?.destroy()
  return times
}

/** Waits for a whole answer. @throws unless it is good */
async function answerOf(socket: Socket): Promise<void> {
  let answer = ''
  do {
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    answer += chunk.toString('latin1')
  } while (!isWhole(answer))
  if (!answer.startsWith('HTTP/1.1 200 ')) throw new Error(answer)
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n')
  const length = /^content-length: (\d+)/im.exec(answer)?.[1]
  return end >= 0 && answer.length >= end + 4 + Number(length)
}
