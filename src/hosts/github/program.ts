/** All but the entry, in a file of its own. */
export { getToken } from '../../commands/get-token.ts'
export { gitHub } from './github.ts'
