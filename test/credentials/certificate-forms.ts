import { createCertificateChain } from './certificate-chain.ts'
import { makePfx, type PfxOptions } from './pfx-maker.ts'

const { key, leaf, intermediate, root } = await createCertificateChain()

/** The app's certificate; every form holds it and its key. */
export { leaf }

/** The key as it stands in its two unencrypted forms. */
export const pkcs8 = key.export({ type: 'pkcs8', format: 'pem' }).toString()
export const pkcs1 = key.export({ type: 'pkcs1', format: 'pem' }).toString()

const cert = leaf.toString()
export const pem = pkcs8 + cert
const chain = [leaf, intermediate, root]

const encrypted = (type: 'pkcs8' | 'pkcs1', passphrase: string) =>
  key.export({ type, format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString() + cert
export const pfx = (options: Partial<PfxOptions>) =>
  makePfx({ key, certificates: chain.map(({ raw }) => raw), encryption: 'modern', ...options })
export const base64 = (content: string | Buffer) => Buffer.from(content).toString('base64')
const wrapped = (text: string) => text.replace(/.{76}/g, '$&\n')
const spaced = (text: string) => text.trim().replaceAll('\n', ' ')

/** In the order in which OpenSSL prints a PFX, with its words around the blocks. */
const bagAttributes = `Bag Attributes
    localKeyID: 54 69 6D 65 20 31 37 33 
    friendlyName: pipeline
subject=CN = pipeline.contoso.com

issuer=CN = Issuing CA

${cert}Bag Attributes
    localKeyID: 54 69 6D 65 20 31 37 33 
Key Attributes: <No Attributes>
${pkcs8}`

/** One way in which a certificate and its key reach the action. */
export interface Form {
  name: string
  /** As text it is the input certificate, as bytes the file at certificate-path. */
  content: string | Buffer
  password?: string
}

export const pemForms: Form[] = [
  { name: 'PEM, key first', content: pkcs8 + cert },
  { name: 'PEM, certificate first', content: cert + pkcs8 },
  { name: 'PEM, PKCS#1 key', content: cert + pkcs1 },
  { name: 'PEM, chain from leaf to root', content: pkcs8 + chain.join('') },
  { name: 'PEM, chain from root to leaf', content: chain.toReversed().join('') + pkcs8 },
  { name: 'PEM, key in the middle of the chain', content: `${intermediate}${pkcs8}${root}${cert}` },
  { name: 'PEM, CRLF', content: pem.replaceAll('\n', '\r\n') },
  { name: 'PEM, newlines written as \\n', content: pem.replaceAll('\n', '\\n') },
  { name: 'PEM, newlines written as \\r\\n', content: pem.replaceAll('\n', '\\r\\n') },
  { name: 'PEM, newlines lost to spaces', content: spaced(pem) },
  { name: 'PEM, PKCS#1 key, newlines lost to spaces', content: spaced(pkcs1 + cert) },
  { name: 'PEM, text between the blocks', content: bagAttributes },
  { name: 'PEM, white space around it', content: `\n\n  ${pem}  \n` },
  { name: 'base64 of a PEM', content: base64(pem) },
  { name: 'base64 of a PEM, wrapped', content: wrapped(base64(pem)) },
  { name: 'base64 of a PEM, its newlines lost to spaces', content: spaced(wrapped(base64(pem))) },
]

export const encryptedPemForms: Form[] = [
  { name: 'PKCS#8', content: encrypted('pkcs8', 'hunter2'), password: 'hunter2' },
  { name: 'PKCS#1', content: encrypted('pkcs1', 'hunter2'), password: 'hunter2' },
  { name: 'PKCS#8, newlines lost', content: spaced(encrypted('pkcs8', 'hunter2')), password: 'hunter2' },
  { name: 'PKCS#1, newlines lost', content: spaced(encrypted('pkcs1', 'hunter2')), password: 'hunter2' },
  {
    name: 'PKCS#1, newlines written as \\n',
    content: encrypted('pkcs1', 'hunter2').replaceAll('\n', '\\n'),
    password: 'hunter2',
  },
  { name: 'PKCS#1 in base64', content: base64(encrypted('pkcs1', 'hunter2')), password: 'hunter2' },
  { name: 'PKCS#8, a password beyond ASCII', content: encrypted('pkcs8', 'é密😀'), password: 'é密😀' },
  { name: 'PKCS#1, a password beyond ASCII', content: encrypted('pkcs1', 'é密😀'), password: 'é密😀' },
  { name: 'PKCS#8, spaces around the password', content: encrypted('pkcs8', ' a b '), password: ' a b ' },
]

const pfxVariants: Form[] = (
  [
    { encryption: 'modern', password: 'hunter2' },
    { encryption: 'modern', password: 'é密😀' },
    { encryption: 'modern', password: '' },
    { encryption: 'modern', password: undefined },
    { encryption: 'modern', password: 'hunter2', mac: 'sha512' },
    { encryption: 'modern', password: 'hunter2', mac: false },
    { encryption: '3des', password: 'hunter2' },
    { encryption: '3des', password: 'é密😀' },
    { encryption: '3des', password: '' },
    { encryption: '3des', password: undefined },
    { encryption: 'rc2', password: 'hunter2' },
    { encryption: 'rc2', password: 'é密😀' },
    { encryption: 'rc2', password: '' },
    { encryption: 'rc2', password: undefined },
    { encryption: 'none', mac: false },
  ] satisfies Partial<PfxOptions>[]
).map((options) => ({
  name: `base64, ${JSON.stringify({ ...options, password: options.password ?? null })}`,
  content: base64(pfx(options)),
  ...(options.password && { password: options.password }),
}))

export const pfxForms: Form[] = [
  ...pfxVariants,
  {
    name: 'base64, wrapped',
    content: wrapped(base64(pfx({ password: 'hunter2' }))),
    password: 'hunter2',
  },
  {
    name: 'base64, the leaf last',
    content: base64(pfx({ password: 'hunter2', certificates: chain.map(({ raw }) => raw).toReversed() })),
    password: 'hunter2',
  },
]

export const fileForms: Form[] = [
  { name: 'PFX', content: pfx({ password: 'hunter2' }), password: 'hunter2' },
  { name: 'legacy PFX', content: pfx({ encryption: 'rc2', password: 'hunter2' }), password: 'hunter2' },
  { name: 'PFX without a password', content: pfx({ password: '' }) },
  { name: 'PEM', content: Buffer.from(pem) },
  { name: 'encrypted PEM', content: Buffer.from(encrypted('pkcs8', 'hunter2')), password: 'hunter2' },
  {
    name: 'base64 of a PFX',
    content: Buffer.from(base64(pfx({ password: 'hunter2' }))),
    password: 'hunter2',
  },
  { name: 'base64 of a PEM, wrapped', content: Buffer.from(`${wrapped(base64(pem))}\r\n`) },
  { name: 'PEM with a UTF-8 byte order mark', content: Buffer.from(`\ufeff${pem}`) },
  { name: 'base64 with a UTF-8 byte order mark', content: Buffer.from(`\ufeff${base64(pfx({}))}`) },
  { name: 'PEM in UTF-16', content: Buffer.from(`\ufeff${pem.replaceAll('\n', '\r\n')}`, 'utf16le') },
  { name: 'base64 of a PFX in UTF-16', content: Buffer.from(`\ufeff${base64(pfx({}))}\r\n`, 'utf16le') },
]
