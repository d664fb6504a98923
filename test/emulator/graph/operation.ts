import type { Replication } from '../replication.ts'
import type { RecordedRequest, Reply } from '../request.ts'
import type { Tenant } from '../tenant.ts'
import type { User } from '../user.ts'
import type { Key } from './path.ts'

/** A request that is for Graph to answer, with what is known about it. */
export interface Operation {
  tenant: Tenant
  /** The person whom the token speaks for. */
  user: User
  request: RecordedRequest
  keys: Key[]
  body: Record<string, unknown>
  replication: Replication
  /** Objects on a page, where the request doesn't say. */
  pageSize: number
}

export interface Route {
  /** Delegated permissions, one of which the token must have, from least to most privileged. */
  permissions: readonly string[]
  answer(operation: Operation): Reply
}

/** By method and path, such as `POST /applications/{}/addPassword`. */
export type Routes = Readonly<Record<string, Route>>

/** Thrown where a request could well be right, and the emulator knows nothing about it. */
export class UnknownRequest extends Error {
  override readonly name = 'UnknownRequest'
}

/** Whether a PATCH creates what isn't there. */
export function isUpsert({ request }: Operation): boolean {
  const preferences = String(request.headers.prefer ?? '').split(',')
  return preferences.some((preference) => preference.trim() === 'create-if-missing')
}

export const noContent: Reply = { status: 204 }
