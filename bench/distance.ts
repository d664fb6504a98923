import { fork } from 'node:child_process'
import { join } from 'node:path'
import { end, messageOf } from './children.ts'
import type { Place } from './stage.ts'

/** Of a message to the process: the ports that it shall lead to, and the milliseconds of a round trip. */
export interface Ways {
  ports: number[]
  roundTrip: number
}

/** The same place as seen from far away. */
export interface DistantPlace extends AsyncDisposable {
  place: Place
}

/** Puts a round trip of so many milliseconds before the OIDC host and before the login host. */
export async function distant(place: Place, roundTrip: number): Promise<DistantPlace> {
  const oidc = new URL(place.job.ACTIONS_ID_TOKEN_REQUEST_URL ?? '')
  const login = new URL(place.loginOrigin)
  const child = fork(join(import.meta.dirname, 'distance-process.ts'))
  child.send({ ports: [Number(oidc.port), Number(login.port)], roundTrip } satisfies Ways)
  const [oidcPort = 0, loginPort = 0] = (await messageOf(child)) as number[]
  oidc.port = String(oidcPort)
  login.port = String(loginPort)
  return {
    place: {
      ...place,
      loginOrigin: login.origin,
      job: { ...place.job, ACTIONS_ID_TOKEN_REQUEST_URL: oidc.href },
    },
    [Symbol.asyncDispose]: () => end(child),
  }
}
