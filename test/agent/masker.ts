import { SecretMasker } from '../runner/secret-masker.ts'
import { type ValueEncoder, valueEncoders } from '../runner/value-encoders.ts'
import type { ServiceEndpoint } from './service-endpoint.ts'

// It undoes escapes rather than adding them, as the agent's own test shows (src/Test/L0/SecretMaskerTests); that there
// are no more than these four, and their order, is a guess, since its source isn't public.
const backslashEscape: ValueEncoder = (value) =>
  value.replaceAll('\\\\', '\\').replaceAll("\\'", "'").replaceAll('\\"', '"').replaceAll('\\t', '\t')

// What it hides of a URL: the password (src/Microsoft.VisualStudio.Services.Agent/AdditionalMaskingRegexes.cs).
const urlPassword = /(?<=\/\/[^:/?#\n]+:)(?:[\w.~-]|(?:%|%AZP25)[0-9a-fA-F]{2}|[!$&'()*+,;=]|:)+(?=@)/g

// LoggedSecretMasker.MinSecretLengthLimit
const longestIgnored = 6

/** The agent's masker: three forms of each value, base64 not among them (CreateSecretMasker in HostContext.cs). */
export class AgentMasker {
  readonly #masker = new SecretMasker({
    encoders: {
      JsonStringEscape: valueEncoders.JsonStringEscape,
      UriDataEscape: valueEncoders.UriDataEscape,
      BackslashEscape: backslashEscape,
    },
    patterns: [urlPassword],
  })
  readonly #minLength: number

  /** @param ignoreShorterThan AZP_IGNORE_SECRETS_SHORTER_THAN */
  constructor(ignoreShorterThan = 0) {
    this.#minLength = Math.min(ignoreShorterThan, longestIgnored)
  }

  /** Hides a value as a whole: the lines of one that has several are not hidden by themselves. */
  addValue(value: string): void {
    if (value.length >= this.#minLength) this.#masker.addValue(value)
  }

  /**
   * Hides a secret variable that the job's message brought, with its base64, without quotes and space around it, and as
   * it stands in a command (InitializeSecretMasker in src/Agent.Worker/Worker.cs).
   */
  addJobSecret(value: string): void {
    if (value.trim() === '') return
    for (const form of [value, Buffer.from(value, 'utf8').toString('base64')]) {
      const lines = form.replaceAll('\r', '%0D').replaceAll('\n', '%0A')
      const command = form.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
      for (const secret of [form, command, lines]) this.#addUserSupplied(secret)
    }
  }

  #addUserSupplied(secret: string): void {
    this.addValue(secret)
    for (const quote of ['"', "'"]) {
      if (secret.startsWith(quote) && secret.endsWith(quote)) this.addValue(trim(secret, quote))
    }
    this.addValue(trim(secret, '\r\n '))
  }

  /** Hides what a connection authorizes with, all but what is known not to be secret. */
  addEndpoint({ parameters }: Pick<ServiceEndpoint, 'parameters'>): void {
    for (const [name, value] of Object.entries(parameters)) {
      if (isSecretParameter(name)) this.addValue(value)
    }
  }

  mask(text: string): string {
    return this.#masker.mask(text)
  }
}

// src/Agent.Sdk/Util/MaskingUtil.cs; that the constants are spelled as they are called is a guess.
const openParameters = new Set(
  [
    'Role',
    'Scope',
    'TenantId',
    'IssuedAt',
    'ExpiresAt',
    'Audience',
    'AuthenticationType',
    'AuthorizationType',
    'AccessTokenType',
    'AccessTokenFetchingMethod',
    'UseWindowsSecurity',
    'Unsecured',
    'OAuthAccessTokenIsSupplied',
    'CompleteCallbackPayload',
    'AcceptUntrustedCertificates',
  ].map((name) => name.toLowerCase()),
)

/** Whether a parameter of a connection's authorization is masked: client ID, issuer and subject are, too. */
export const isSecretParameter = (name: string) => !openParameters.has(name.toLowerCase())

function trim(text: string, characters: string): string {
  let [start, end] = [0, text.length]
  while (start < end && characters.includes(text[start] as string)) start += 1
  while (end > start && characters.includes(text[end - 1] as string)) end -= 1
  return text.slice(start, end)
}
