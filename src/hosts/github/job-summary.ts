/** In a file of its own, since most runs write none. */
export { summary } from '@actions/core'
