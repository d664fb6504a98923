import { fork } from 'node:child_process'
import { join } from 'node:path'
import { end, messageOf } from '../children.ts'
import type { Question } from './left-behind.ts'

/** Clients that ask again and again, each once it has its answer. */
export interface Load extends Question {
  clients: number
  /** Whether a client keeps its connection. */
  keepAlive: boolean
  /** All clients' questions together. */
  questions: number
}

/** How they fared. */
export interface Answers {
  /** Milliseconds of each answer, and of its connection if that was new. */
  times: number[]
  /** Milliseconds of all. */
  together: number
}

/** The clients, in a process of their own. */
export interface Clients extends AsyncDisposable {
  ask(load: Load): Promise<Answers>
}

export function startClients(): Clients {
  const child = fork(join(import.meta.dirname, 'load-process.ts'), { serialization: 'advanced' })
  return {
    async ask(load) {
      child.send(load)
      return (await messageOf(child)) as Answers
    },
    [Symbol.asyncDispose]: () => end(child),
  }
}
