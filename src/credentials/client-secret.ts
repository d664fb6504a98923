import type { InputReader } from '../inputs/input-reader.ts'
import type { Input } from '../ports/inputs.ts'
import type { Words } from '../ports/words.ts'
import { isGuid } from '../values/guid.ts'
import { parseObject } from '../values/json.ts'
import type { CredentialKind } from './credential-kind.ts'

export const clientSecretInput: Input = {
  name: 'client-secret',
  description:
    'A secret of the app registration (its value, not its ID). Beside username and password it makes the app a confidential one.',
  isSecret: true,
  alsoCalled: ['secret', 'appsecret', 'creds'],
}

/** A secret of the app registration (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow). */
export const clientSecret: CredentialKind = {
  name: 'client-secret',
  aliases: ['secret'],
  rank: 3,
  signsIn: 'app',
  presents: ['client-secret'],
  inputs: [clientSecretInput],
  read(reader) {
    const clientSecret = reader.requiredSecret(clientSecretInput)
    if (clientSecret === undefined || !checkClientSecret(reader, clientSecret)) return undefined
    return { grant: { type: 'client-credentials', clientCredential: { clientSecret } } }
  },
}

type Sentence = (words: Words) => string

/** What can't be a secret's value, and what to do about it; the first that fits counts. */
const mistakes: readonly [isMistake: (secret: string) => unknown, sentence: Sentence][] = [
  [
    parseObject,
    ({ input }) =>
      `came as JSON, such as az prints for a new service principal; allowed is the value of a secret alone. Take the value of clientSecret in it, and put its clientId and tenantId into ${input('client-id')} and ${input('tenant-id')}.`,
  ],
  [
    (secret) => /[\r\n]/.test(secret),
    () => 'came with a line end inside, which no secret has. Save its value alone, on one line.',
  ],
  [
    (secret) => /^(["'`]).*\1$|^[\u201c\u2018\u00ab].*[\u201d\u2019\u00bb]$/.test(secret),
    () => 'came in quotes, which are no part of a secret. Save it without them.',
  ],
]

/** Whether it can be a secret's value; complains if not, and warns where it is probably none. */
export function checkClientSecret(reader: InputReader, secret: string): boolean {
  const mistake = mistakes.find(([isMistake]) => isMistake(secret))
  if (mistake) reader.complain(clientSecretInput, mistake[1](reader.words))
  else if (isGuid(secret)) {
    reader.warn(
      clientSecretInput,
      "looks like a secret's ID. Entra shows the ID and the value side by side; the value is the one that works, and it is shown only once.",
    )
  }
  return !mistake
}
