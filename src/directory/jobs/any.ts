import { credentialName, type Trusts } from './trusts.ts'

/** Whoever presents a token with these values. */
export function anyTrusts({ issuer, subject }: { issuer: string; subject: string }): Trusts {
  return {
    given: { issuer0: issuer, subject0: subject, credential0: credentialName([subject]) },
    derived: {},
    lookUps: [],
    trusts: [
      {
        ...{ id: '1', whom: 'whoever presents this issuer and subject', issuer: 'issuer0' },
        ...{ subject: 'subject0', name: 'credential0' },
      },
    ],
  }
}
