import { describe, it } from 'node:test'
import { createSecureContext } from 'node:tls'
import { createCertificateChain } from './certificate-chain.ts'
import { makePfx } from './pfx-maker.ts'

const { key, leaf } = await createCertificateChain()

// Node's own OpenSSL is asked to open each PFX. It has no RC2, and for 3DES it needs the integrity check to tell an
// empty password from none.
describe('makePfx makes what OpenSSL opens', () => {
  for (const encryption of ['modern', '3des', 'none'] as const) {
    for (const password of ['hunter2', 'é密😀', '', undefined]) {
      it(`${encryption}, password ${password}`, () => {
        const pfx = makePfx({ key, certificates: [leaf.raw], password, encryption })
        createSecureContext({ pfx, passphrase: password })
      })
    }
  }
})
