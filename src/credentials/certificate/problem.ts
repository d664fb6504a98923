/** For a file that would take minutes or years to open. */
export const tooManyRounds =
  'has an encryption that takes too long to open (its number of rounds is too high). Make it anew with fewer, such as OpenSSL makes unless told otherwise.'

/** Says what is wrong with a certificate, as the rest of a sentence that begins with the input's name. */
export class CertificateProblem extends Error {}
