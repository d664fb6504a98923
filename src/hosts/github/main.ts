import { EarlyConnections } from '../../http/early-connections.ts'
import { firstHost } from './first-host.ts'
import { readInput } from './input-variable.ts'

// Green only once the token has been handed over: a program that ends early, whatever the reason, has failed.
process.exitCode = 1
start()

/**
 * The program takes some 15 ms to load, so its first connection is opened before: with 40 ms of round trip a token takes
 * 0.75 times as long as a bare script, and takes 0.78 times without that.
 */
async function start(): Promise<void> {
  const connections = new EarlyConnections()
  const url = firstHost(process.env, (name) => readInput(process.env, name))
  if (url) await connections.open(url)
  const { getToken, gitHub } = await import('./program.ts')
  const { host, http } = gitHub(process.env, connections)
  const code = await getToken(host, http)
  // Once all is written, the end: no socket and no timer holds it up (only a lookup of a name does, which Node can't
  // abort), and to take the heap down would cost 3 ms.
  process.stdout.write('', () => process.exit(code === 0 ? 0 : 1))
}
