import type { ServedNow } from './token-source.ts'

/*
 * The managed-identity protocol of Azure App Service
 * (https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference).
 */

/** Of the address that is exported as IDENTITY_ENDPOINT. */
export const TOKEN_PATH = '/msi/token'
/** Takes the request that ends the endpoint. */
export const END_PATH = '/end'

/** The header as Azure's SDKs name it, and as older versions of Terraform's do. */
export const SECRET_HEADERS = ['x-identity-header', 'x-ms-identity']

/** The second is what Terraform asks with, unless it is told otherwise. */
export const API_VERSIONS = ['2019-08-01', '2018-02-01']

/** Parameters by which clients name a user-assigned identity, in addition to `client_id`. */
export const OTHER_IDENTITIES = ['mi_res_id', 'msi_res_id', 'object_id', 'principal_id']

/** What is answered. `error` is for programs, `message` for people: one line. */
export interface Refusal {
  status: 400 | 401 | 403 | 404 | 405 | 413 | 431 | 503
  error: string
  message: string
  /** Whole seconds. */
  retryAfter?: number
  /** What was asked for, for the log alone: a caller gets nothing back that it sent. */
  about?: string
}

interface TokenAnswer {
  access_token: string
  client_id: string
  /** Unix seconds. */
  expires_on: string
  /** Seconds. Terraform renews by this alone. */
  expires_in: string
  /** Unix seconds. */
  not_before: string
  resource: string
  token_type: 'Bearer'
}

/** All of it is text: the SDKs differ in what else they take. */
export function tokenAnswer(
  { token, left }: ServedNow,
  { resource, clientId }: { resource: string; clientId: string },
): TokenAnswer {
  // By what is left, and not by the clock of when the token came, which may have been set since.
  const now = Math.floor(Date.now() / 1000)
  // Terraform takes a token of no seconds for one without an end.
  const seconds = Math.max(1, Math.floor(left / 1000))
  return {
    access_token: token.value,
    client_id: clientId,
    expires_on: String(now + seconds),
    expires_in: String(seconds),
    not_before: String(now),
    resource,
    token_type: 'Bearer',
  }
}
