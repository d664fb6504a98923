import { setSecret } from '@actions/core'
import type { ExitCode } from '../../../commands/exit-code.ts'
import { handOver } from '../../../commands/hand-over.ts'
import { type Beginning, beginServing, newSecret } from '../../../commands/serve-tokens.ts'
import { EarlyConnections } from '../../../http/early-connections.ts'
import { describeSurroundings, proxyExceptions } from '../../../identity-endpoint/surroundings.ts'
import { resourcesInput } from '../../../request/resources.ts'
import { gitHub } from '../github.ts'
import { ownInputs } from '../own-inputs.ts'
import { orderFor } from './order.ts'
import { type Background, startBackground } from './start-background.ts'
import type { State } from './state.ts'

const OTHER_APP =
  'AZURE_CLIENT_ID names another app than client-id. Programs of later steps send it, and are refused: remove it, or set it to the same app.'

/** The step of the job: a first token, as ever, and a process that goes on serving more. */
export async function startStep(): Promise<ExitCode> {
  const { env } = process
  const { host, http, outputs } = gitHub(env, new EarlyConnections(), [resourcesInput, ...ownInputs])
  outputs.need('GITHUB_ENV', 'GITHUB_STATE')
  for (const sentence of describeSurroundings(env)) host.log.warning(sentence)

  let background: Background | undefined
  const prepare = () => {
    background = startBackground(env)
    return background
  }
  const code = await beginServing(host, http, { prepare, start })
  if (code !== 0) background?.abandon()
  return code

  async function start({ request, first }: Beginning, { serve, log }: Background): Promise<void> {
    const secret = newSecret()
    setSecret(secret)
    if (env.AZURE_CLIENT_ID && env.AZURE_CLIENT_ID.toLowerCase() !== request.clientId.toLowerCase())
      host.log.warning(OTHER_APP)
    const address = await serve(orderFor({ request, first, secret, env }))
    const state: State = { address, secret, log }
    outputs.add({
      outputs: { 'identity-endpoint': address, 'identity-header': secret },
      variables: { ...proxyExceptions(env), IDENTITY_ENDPOINT: address, IDENTITY_HEADER: secret },
      state: { ...state },
    })
    handOver(host, request, first)
    host.log.info(
      `Identity endpoint: ${address}, for ${request.resources.map(({ name }) => name).join(', ')}`,
    )
  }
}
