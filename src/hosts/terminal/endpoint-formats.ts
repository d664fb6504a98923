import { quotedForShell } from './token-formats.ts'

type Variables = Readonly<Record<string, string>>

/** How the variables are written that a program needs to find an endpoint; each ends in a line end. */
export const endpointFormats = {
  env: (variables: Variables) =>
    Object.entries(variables)
      .map(([name, value]) => `export ${name}=${quotedForShell(value)}\n`)
      .join(''),
  json: (variables: Variables) => `${JSON.stringify(variables)}\n`,
}
