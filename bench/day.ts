import { mkdirSync, writeFileSync } from 'node:fs'
import { simulateDay } from '../test/identity-endpoint/simulated-day.ts'
import { drawDay } from './day/drawing.ts'

/*
 * A day of the identity endpoint in virtual time, the same that test/identity-endpoint/day.test.ts judges: its figures, and
 * a picture for docs/performance.md.
 *
 *     npm run bench:day
 */
const images = new URL('../docs/images/', import.meta.url)
const MIB = 1024 * 1024

const day = await simulateDay()
const { requests, least, answers, refusals, oidcRequests, longestWait, heap, complaints } = day
const tokens = requests.filter(({ outcome }) => outcome === 'token').length
mkdirSync(images, { recursive: true })
writeFileSync(new URL('day.svg', images), drawDay(day))

console.log(`| | |
| --- | ---: |
| tokens that clients asked for | ${answers + refusals} |
| of them refused, while Entra was not there | ${refusals} |
| of them with less than five minutes left, or refused, while Entra was there | ${complaints.length} |
| requests to Entra | ${requests.length} |
| of them with a token | ${tokens} |
| the least possible | ${least} |
| ratio | ${(requests.length / least).toFixed(2)} |
| requests to GitHub's OIDC issuer | ${oidcRequests} |
| the longest wait of a client | ${(longestWait / 1000).toFixed(1)} s |
| heap after two hours | ${(heap.early / MIB).toFixed(1)} MiB |
| heap after ${day.hours} hours | ${(heap.late / MIB).toFixed(1)} MiB |`)
