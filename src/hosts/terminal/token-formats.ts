import type { TokenOutputs } from '../../ports/outputs.ts'

/** How a token is written; each ends in a line end. */
export const tokenFormats = {
  text: (outputs: TokenOutputs) => `${outputs['access-token']}\n`,
  json: (outputs: TokenOutputs) => `${JSON.stringify(asAzureCli(outputs), undefined, 2)}\n`,
  env: (outputs: TokenOutputs) =>
    [
      ['ACCESS_TOKEN', outputs['access-token']],
      ['API_URL', outputs['api-url']],
      ['EXPIRES_ON', outputs['expires-on']],
    ]
      .map(([name, value = '']) => `export ${name}=${quotedForShell(value)}\n`)
      .join(''),
  header: (outputs: TokenOutputs) => `Authorization: ${outputs['token-type']} ${outputs['access-token']}\n`,
}

/** A word of a POSIX shell. */
export function quotedForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** The fields of `az account get-access-token`, so that a script needs no change. */
function asAzureCli(outputs: TokenOutputs) {
  const expires = new Date(outputs['expires-on'])
  return {
    accessToken: outputs['access-token'],
    expiresOn: inLocalTime(expires),
    expires_on: Math.floor(expires.getTime() / 1000),
    tokenType: outputs['token-type'],
    tenant: outputs['tenant-id'],
    resource: resourceOf(outputs.scope),
  }
}

/** A scope is a resource, a slash and a permission; one of OpenID Connect's own is of no resource. */
function resourceOf(scope: string): string {
  const named = scope.split(' ').find((each) => each.includes('/')) ?? ''
  return named.slice(0, named.lastIndexOf('/'))
}

/** As the Azure CLI writes it: `2026-11-25 14:05:09.000000`, in the machine's own time. */
function inLocalTime(time: Date): string {
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000)
  return `${local.toISOString().slice(0, 19).replace('T', ' ')}.000000`
}
