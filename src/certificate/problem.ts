/** Says what is wrong with a certificate, as the rest of a sentence that begins with the input's name. */
export class CertificateProblem extends Error {}
