/** By name, since a default export is another one where the package is built in. */
export { default as open } from 'open'
