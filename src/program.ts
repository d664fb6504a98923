/** All but the entry, in a file of its own. */
export { GitHub } from './host/github.ts'
export { run } from './run.ts'
