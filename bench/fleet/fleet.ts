import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { end, messageOf } from '../children.ts'
import type { Arrival, FleetPlace, Limit, Order, Wave, WaveResult } from './protocol.ts'

/** Tokens that each process gets before it is measured. */
const WARM_UP = 20

/** An emulator in a process of its own, and jobs against it in another. */
export interface Fleet extends AsyncDisposable {
  run(options: FleetOptions): Promise<{ result: WaveResult; arrivals: Arrival[] }>
}

export interface FleetOptions {
  jobs: number
  /** Milliseconds within which they start. */
  within: number
  limit?: Limit
}

export async function startFleet(): Promise<Fleet> {
  const emulator = fork(join(import.meta.dirname, 'emulator-process.ts'))
  const place = (await messageOf(emulator)) as FleetPlace
  return {
    async run({ jobs, within, limit }) {
      await ask(emulator, { do: 'limit', limit: undefined })
      const tokens = (await ask(emulator, { do: 'mint', count: WARM_UP + jobs })) as string[]
      // The CA is read when a process starts.
      const child = fork(join(import.meta.dirname, 'wave-process.ts'), {
        execArgv: ['--expose-gc'],
        env: { ...process.env, NODE_EXTRA_CA_CERTS: place.caPath, HTTPS_PROXY: '', https_proxy: '' },
      })
      const warmUp = tokens.splice(0, WARM_UP)
      child.send({ ...place, tokens, warmUp, within } satisfies Wave)
      await messageOf(child)
      await ask(emulator, { do: 'arrivals' })
      await ask(emulator, { do: 'limit', limit })
      child.send('go')
      const result = (await messageOf(child)) as WaveResult
      return { result, arrivals: (await ask(emulator, { do: 'arrivals' })) as Arrival[] }
    },
    [Symbol.asyncDispose]: () => end(emulator),
  }
}

function ask(emulator: ChildProcess, order: Order): Promise<unknown> {
  const answer = messageOf(emulator)
  emulator.send(order)
  return answer
}
