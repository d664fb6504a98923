import { readClaims } from '../values/jwt.ts'
import { printable } from '../values/printable.ts'

/** What Entra compares of an assertion with a federated credential, in one line. */
export function describeAssertion(assertion: string): string {
  const claims = readClaims(assertion)
  const [issuer, subject, audience] = ['iss', 'sub', 'aud'].map((name) =>
    printable(claims[name] ?? 'missing'),
  )
  return `issuer ${issuer}, subject ${subject}, audience ${audience}`
}
