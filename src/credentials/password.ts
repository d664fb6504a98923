import { quoted } from '../inputs/quoted.ts'
import { checkClientSecret, clientSecretInput } from './client-secret.ts'
import type { CredentialKind } from './credential-kind.ts'

const inputs = {
  username: {
    name: 'username',
    description: 'Sign-in name of a user, such as pipeline@contoso.com.',
    alsoCalled: ['user'],
  },
  password: {
    name: 'password',
    description: "The user's password. Does not work where multi-factor authentication is required.",
    isSecret: true,
    alsoCalled: ['passwordsecret'],
  },
}

/** A user's name and password (https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc). */
export const password: CredentialKind = {
  name: 'password',
  rank: 4,
  signsIn: 'user',
  presents: [],
  takesSeveralScopes: true,
  isSentOnce: true,
  inputs: Object.values(inputs),
  // It makes the app a confidential one.
  alsoTakes: [clientSecretInput],
  read(reader) {
    const username = reader.text(inputs.username)
    if (!/^[^@\s]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(username)) {
      reader.complain(
        inputs.username,
        `came ${quoted(username, { fits: /[^\s]/ })}; allowed is a user's sign-in name, such as pipeline@contoso.com.`,
      )
    }
    const secret = reader.requiredSecret(inputs.password, { keepSpaces: true })
    const clientSecret = reader.secret(clientSecretInput)
    if (clientSecret && !checkClientSecret(reader, clientSecret)) return undefined
    if (secret === undefined) return undefined
    reader.warn(
      inputs.password,
      `multi-factor authentication and most Conditional Access policies break a sign-in by name and password. Use an app with a federated credential (${reader.words.federated}) instead.`,
    )
    const user = { username, password: secret }
    return clientSecret
      ? { grant: { type: 'confidential-password', ...user, clientSecret }, presents: ['client-secret'] }
      : { grant: { type: 'password', ...user } }
  },
}
