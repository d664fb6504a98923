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

/** Puts a round trip of so many milliseconds before the hosts of OIDC tokens and before the login host. */
export async function distant(place: Place, roundTrip: number): Promise<DistantPlace> {
  const { job, pipeline, loginOrigin } = place
  const urls = [job.ACTIONS_ID_TOKEN_REQUEST_URL, pipeline.variables[OIDC_REQUEST_URI], loginOrigin].map(
    (url) => new URL(url ?? ''),
  )
  const child = fork(join(import.meta.dirname, 'distance-process.ts'))
  child.send({ ports: urls.map(({ port }) => Number(port)), roundTrip } satisfies Ways)
  const ports = (await messageOf(child)) as number[]
  const [gitHub, azureDevOps, login] = urls.map((url, index) => {
    return Object.assign(url, { port: String(ports[index]) })
  }) as [URL, URL, URL]
  return {
    place: {
      ...place,
      loginOrigin: login.origin,
      job: { ...job, ACTIONS_ID_TOKEN_REQUEST_URL: gitHub.href },
      pipeline: {
        ...pipeline,
        variables: {
          ...pipeline.variables,
          [OIDC_REQUEST_URI]: azureDevOps.href,
          // Of the job's own connection, which must be to the same server.
          [SERVER_URI]: `${azureDevOps.origin}/`,
        },
      },
    },
    [Symbol.asyncDispose]: () => end(child),
  }
}

const OIDC_REQUEST_URI = 'system.oidcRequestUri'
const SERVER_URI = 'system.collectionUri'
