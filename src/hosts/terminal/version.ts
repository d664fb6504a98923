import { readFileSync } from 'node:fs'

/** Of package.json; the build puts it in. */
export const version: string = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
).version
