export { ACTION as PLAIN_STEP, COMMAND_LINE as TOKEN, HELP } from '../contestants.ts'

/* The names of the rows. */
export const STEP = 'the step of `identity-endpoint`'
export const COLD = 'a first answer, of a process that has got no token yet'
export const CURL = '`curl` asks the endpoint'
export const AZ = '`az account get-access-token`, signed in'

export const ONE_CLIENT = 'one client'
export const KEEPING = '8 clients'
export const CLOSING = '8 clients, each time a new connection'

export const SERVER = 'the identity endpoint'
export const BARE_SERVER = 'bare `node:http`'
