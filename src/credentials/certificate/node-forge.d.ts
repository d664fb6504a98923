declare module 'node-forge/lib/forge.js' {
  export { default } from 'node-forge'
}
declare module 'node-forge/lib/pkcs12.js'
declare module 'node-forge/lib/sha512.js'
