import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { ServiceEndpoint } from '../test/agent/service-endpoint.ts'
import { end, messageOf } from './children.ts'

/** What every contestant needs to know of the emulator. */
export interface Place {
  /** PEM file of the CAs of all listeners. */
  caPath: string
  loginOrigin: string
  tenantId: string
  clientId: string
  /** ACTIONS_ID_TOKEN_REQUEST_URL and …_TOKEN of a job that the app trusts. */
  job: Record<string, string>
  resourceManagerOrigin: string
  pipeline: PipelinePlace
}

/** What a server tells an agent of a job whose service connection the app trusts. */
export interface PipelinePlace {
  variables: Record<string, string | undefined>
  accessToken: string
  connection: ServiceEndpoint
}

/** The emulator in a process of its own, so that its work is not part of what is measured. */
export interface Stage extends AsyncDisposable {
  place: Place
  /** `service METHOD status` of every request since the last call. */
  takeRequests(): Promise<string[]>
}

export async function startStage(): Promise<Stage> {
  const child = fork(join(import.meta.dirname, 'stage-process.ts'))
  const place = (await messageOf(child)) as Place
  return {
    place,
    async takeRequests() {
      child.send('take')
      return (await messageOf(child)) as string[]
    },
    [Symbol.asyncDispose]: () => end(child),
  }
}
