import { Failure } from '../failure/failure.ts'
import type { Http } from '../http/client.ts'
import { quotedPath } from '../inputs/quoted.ts'
import type { Host } from '../ports/host.ts'
import { readClaims } from '../values/jwt.ts'
import { printable } from '../values/printable.ts'
import { FileProblem, readSmallFile } from '../values/small-file.ts'
import { isJwt } from '../values/token-form.ts'
import type { Credential, CredentialKind } from './registry.ts'

/**
 * A token of another issuer that the app trusts: the job's own OIDC token unless one is given
 * (https://learn.microsoft.com/entra/workload-id/workload-identity-federation).
 */
export const federated: CredentialKind = {
  name: 'federated',
  aliases: ['oidc'],
  inputs: ['federated-token', 'federated-token-file'],
  read(reader, { host, audience }) {
    const token = reader.secret('federated-token')
    const file = reader.text('federated-token-file')
    if (token && file) {
      reader.complain('federated-token', 'came together with federated-token-file; give one of them.')
      return undefined
    }
    if (token) {
      if (!isJwt(token)) {
        reader.complain(
          'federated-token',
          `came with ${token.length} characters, which are no JWT; allowed is a signed OIDC token: three parts with dots between.`,
        )
      }
      return credential(async () => token)
    }
    if (file) return credential(async () => readTokenFile(file), { renewable: true })
    if (!host.hasOidcToken) {
      reader.complain('credential', host.oidcAdvice, {
        alone: { title: 'This job gets no OIDC token', heading: 'No OIDC token' },
      })
      return undefined
    }
    return credential((host, http) => host.oidcToken(audience, http), { renewable: true })
  },
}

function credential(
  getToken: (host: Host, http: Http) => Promise<string>,
  { renewable = false } = {},
): Credential {
  return {
    renewable,
    grant({ host, http, report }) {
      const token = getToken(host, http).then((token) => {
        host.mask(token)
        report('OIDC token:', describe(token))
        return token
      })
      return { type: 'client-credentials', proof: { clientAssertion: () => token }, ready: token }
    },
  }
}

function describe(token: string): string {
  const claims = readClaims(token)
  const [issuer, subject, audience] = ['iss', 'sub', 'aud'].map((name) =>
    printable(claims[name] ?? 'missing'),
  )
  return `issuer ${issuer}, subject ${subject}, audience ${audience}`
}

/** Read at the moment of use: the file of AKS workload identity is replaced while the job runs. */
function readTokenFile(path: string): string {
  const problem = (why: string) =>
    new Failure({
      title: `federated-token-file names ${why}`,
      heading: 'File of the federated token',
      tried: `reading ${quotedPath(path)}`,
      why: 'The file must hold one signed OIDC token and nothing else.',
      fixes: [
        {
          text: 'On AKS workload identity the file is named by the environment variable AZURE_FEDERATED_TOKEN_FILE.',
        },
      ],
    })
  try {
    const token = readSmallFile(path).toString().trim()
    if (isJwt(token)) return token
    throw new FileProblem(`a file of ${token.length} characters, which are no JWT`)
  } catch (error) {
    throw error instanceof FileProblem ? problem(error.message) : error
  }
}
