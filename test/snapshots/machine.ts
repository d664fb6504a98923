import { createServer } from 'node:http'
import { mintAccessToken } from '../emulator/access-token.ts'
import { type Listener, listen } from '../emulator/listener.ts'
import { readRequest } from '../emulator/request.ts'
import type { Scenario } from '../scenario.ts'
import type { Timeline } from './timeline.ts'

/** The identity endpoint of an Azure machine, which is the app's: plain HTTP, with the token of Entra. */
export async function startMachine(
  { emulator, tenant, app }: Scenario,
  { arrived }: Timeline,
): Promise<Listener & { origin: string }> {
  const server = createServer(async (message, response) => {
    const request = await readRequest('login', message)
    await arrived(request)
    const resource = request.query.get('resource') ?? ''
    const token = { directory: emulator.entra, tenant, app, appidacr: '2', audience: resource } as const
    request.status = 200
    response.writeHead(request.status, { 'Content-Type': 'application/json' }).end(
      JSON.stringify({
        access_token: await mintAccessToken(token),
        expires_on: `${Math.floor(Date.now() / 1000) + 86_399}`,
        resource,
        token_type: 'Bearer',
      }),
    )
  })
  const listener = await listen(server)
  return { ...listener, origin: `http://127.0.0.1:${listener.port}` }
}
