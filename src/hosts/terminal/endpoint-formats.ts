import { quotedForShell } from './token-formats.ts'

interface Endpoint {
  endpoint: string
  header: string
}

/** How an endpoint is written; each ends in a line end. */
export const endpointFormats = {
  env: ({ endpoint, header }: Endpoint) =>
    `export IDENTITY_ENDPOINT=${quotedForShell(endpoint)}\nexport IDENTITY_HEADER=${quotedForShell(header)}\n`,
  json: ({ endpoint, header }: Endpoint) =>
    `${JSON.stringify({ IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header })}\n`,
}
