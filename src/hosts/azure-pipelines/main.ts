import { getToken } from '../../commands/get-token.ts'
import { azurePipelines } from './azure-pipelines.ts'

// Green only once the token has been handed over. A task that has told of its failure ends with 0, as the agent wants it;
// one that ends early, whatever the reason, has told nothing.
process.exitCode = 1
start()

async function start(): Promise<void> {
  const { host, http } = await azurePipelines(process.env)
  await getToken(host, http)
  process.stdout.write('', () => process.exit(0))
}
