import { EarlyConnections } from '../../http/early-connections.ts'
import type { Connections } from '../../ports/connections.ts'
import { firstHost } from '../github/first-host.ts'
import type { Command } from './commands.ts'
import { TerminalInputs } from './inputs.ts'
import { federatedTokenCommand } from './options.ts'

/** What requests go through; with a connection under way where a command will ask GitHub for the job's own OIDC token. */
export async function connectEarly(
  command: Command,
  options: Readonly<Record<string, string>>,
): Promise<Connections> {
  const connections = new EarlyConnections()
  if (command.isOffline || options[federatedTokenCommand.name] !== undefined) return connections
  const { env } = process
  const inputs = new TerminalInputs({ env, options, piped: 'not read yet' })
  const url = firstHost(env, (name) => inputs.read(name))
  if (url) await connections.open(url)
  return connections
}
