import { writeFileSync } from 'node:fs'

/* Preloaded with --import: leaves the process's peak memory, in KiB, in the file PROBE when it ends. */
process.on('exit', () => writeFileSync(process.env.PROBE, String(process.resourceUsage().maxRSS)))
