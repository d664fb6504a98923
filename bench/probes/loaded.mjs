import { statSync, writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

/*
 * Preloaded with --import: leaves the bytes of all JavaScript that the process loaded from files in the file PROBE
 * when it ends. Node's own modules are no files.
 */
let bytes = 0
registerHooks({
  load(url, context, nextLoad) {
    if (url.startsWith('file:')) bytes += statSync(new URL(url)).size
    return nextLoad(url, context)
  },
})
process.on('exit', () => writeFileSync(process.env.PROBE, String(bytes)))
