import type { InputReader } from '../inputs/input-reader.ts'
import { MAX_SECONDS, readSeconds } from '../inputs/seconds.ts'

export const waitForPropagationInput = {
  name: 'wait-for-propagation',
  description: `Seconds, up to ${MAX_SECONDS}, to keep trying while something new spreads through the directory. A secret or certificate takes about 20 seconds, a federated credential or a role some minutes. With a password, for verify only.`,
  default: '0',
}

export const timeoutInput = {
  name: 'timeout',
  description: `Seconds for everything else together, from 1 to ${MAX_SECONDS}.`,
  default: '60',
}

/** In seconds. */
export function readWaits(reader: InputReader): { timeout: number; waitForPropagation: number } {
  return {
    timeout: readSeconds(reader, timeoutInput, { min: 1 }),
    waitForPropagation: readSeconds(reader, waitForPropagationInput, { min: 0 }),
  }
}
