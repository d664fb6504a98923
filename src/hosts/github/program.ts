/** All but the entry, in a file of its own. */

export { run } from '../../commands/get-token.ts'
export { GitHub } from './github-host.ts'
