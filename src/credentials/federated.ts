import type { AssertionSource } from '../entra/credential.ts'
import { Failure } from '../failure/failure.ts'
import { quotedPath } from '../inputs/quoted-path.ts'
import type { Words } from '../ports/words.ts'
import { FileProblem, readSmallFile } from '../values/small-file.ts'
import { isJwt } from '../values/token-form.ts'
import type { CredentialKind, CredentialParts } from './credential-kind.ts'

const inputs = {
  token: {
    name: 'federated-token',
    description: "OIDC token of another issuer that the app trusts. Without it, the job's own is used.",
    isSecret: true,
  },
  file: {
    name: 'federated-token-file',
    description: 'File with such a token, as AKS workload identity provides, read at the moment of use.',
  },
}

/**
 * A token of another issuer that the app trusts: the job's own OIDC token unless one is given
 * (https://learn.microsoft.com/entra/workload-id/workload-identity-federation).
 */
export const federated: CredentialKind = {
  name: 'federated',
  aliases: ['oidc'],
  rank: 1,
  signsIn: 'app',
  presents: ['federated-token'],
  isRenewable: true,
  inputs: Object.values(inputs),
  read(reader, { credentialInput, identityProvider, audience }) {
    const token = reader.secret(inputs.token)
    const file = reader.text(inputs.file)
    if (token && file) {
      reader.complain(
        inputs.token,
        `came together with ${reader.words.input(inputs.file.name)}; give one of them.`,
      )
      return undefined
    }
    if (token) {
      if (!isJwt(token)) {
        reader.complain(
          inputs.token,
          `came with ${token.length} characters, which is not a JWT; allowed is a signed OIDC token: three parts with dots between.`,
        )
      }
      return { ...by(async () => token), isRenewable: false }
    }
    if (file) return by(async () => readTokenFile(file, reader.words))
    const obstacle = identityProvider.obstacle()
    if (obstacle !== undefined) {
      reader.complain(credentialInput, obstacle, {
        alone: {
          title: reader.words.noCredential,
          heading: reader.words.hasJobTokens ? 'No OIDC token' : 'No credential',
        },
      })
      return undefined
    }
    return by((context) => identityProvider.token(audience, context))
  },
}

function by(getAssertion: AssertionSource): CredentialParts {
  return { grant: { type: 'client-credentials', clientCredential: { getAssertion } } }
}

/** Read at the moment of use: the file of AKS workload identity is replaced while the job runs. */
function readTokenFile(path: string, { input }: Words): string {
  const problem = (why: string) =>
    new Failure({
      title: `${input(inputs.file.name)} names ${why}`,
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
    throw new FileProblem(`a file of ${token.length} characters, which is not a JWT`)
  } catch (error) {
    throw error instanceof FileProblem ? problem(error.message) : error
  }
}
