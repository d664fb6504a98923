import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from '../emulator/app.ts'
import type { DirectoryRole } from '../emulator/directory-roles.ts'
import { registrationPermissions, tokenOf } from '../emulator/graph/world.ts'
import {
  type CommandLineResult,
  type CommandLineScenario,
  startCommandLine,
} from '../terminal/command-line.ts'

/** Hosts of a cloud, as far as a set-up asks them. */
export interface Hosts {
  graph: string
  api: string
}

const publicHosts: Hosts = { graph: 'graph.microsoft.com', api: 'api.powerplatform.com' }

/** An empty tenant, and somebody with the roles that it takes, signed in to the Azure CLI. */
export interface SetUpScenario extends CommandLineScenario {
  /** Runs `power-platform-token set-up` there. */
  setUp(args: readonly string[], options?: SetUpOptions): Promise<CommandLineResult>
  /** What GitHub's command line was given to keep, by name. */
  kept(name: string): string | undefined
}

interface SetUpOptions {
  env?: Record<string, string | undefined>
  hidden?: readonly string[]
}

export async function startSetUp({
  hosts = publicHosts,
  roles = ['Cloud Application Administrator', 'Power Platform Administrator'],
  permissions = registrationPermissions,
  apiPermissions = ['Authorization.RoleAssignments.Read', 'Authorization.RoleAssignments.Write'],
}: {
  hosts?: Hosts
  roles?: DirectoryRole[]
  permissions?: string[]
  apiPermissions?: string[]
} = {}): Promise<SetUpScenario> {
  const scenario = await startCommandLine()
  const { emulator, tenant } = scenario
  const client: App = tenant.addApp({ registered: false, publicClient: true, displayName: 'Command line' })
  const [username, password] = ['admin@contoso.onmicrosoft.com', crypto.randomUUID()]
  tenant.addUser({ username, password, roles })
  tenant.consent(client, permissions, tenant.graph)
  tenant.consent(client, apiPermissions)
  const folder = mkdtempSync(join(tmpdir(), 'set-up-'))
  for (const each of ['bin', 'tokens', 'kept']) mkdirSync(join(folder, each))
  for (const resource of Object.values(hosts)) {
    const token = await tokenOf({ emulator, tenant, client, username, password, resource })
    writeFileSync(join(folder, 'tokens', resource), token, { mode: 0o600 })
  }
  // As somebody has them who is signed in.
  program(
    'az',
    `[[ "$1 $2" == "account get-access-token" ]] || exit 2\nwhile (( $# )); do [[ $1 == --resource ]] && r=$2; shift; done\ncat "${folder}/tokens/\${r#https://}"`,
  )
  program('gh', `[[ "$1 $2 $4" == "secret set --repo" ]] || exit 1\ncat > "${folder}/kept/$3"`)
  program('git', 'exit 1')

  function program(name: string, script: string): void {
    const path = join(folder, 'bin', name)
    writeFileSync(path, `#!/bin/bash\n${script}\n`)
    chmodSync(path, 0o755)
  }

  return {
    ...scenario,
    async setUp(args, { env = {}, hidden = [] } = {}) {
      const tokens = Object.values(hosts).map((each) => readFileSync(join(folder, 'tokens', each), 'utf8'))
      const result = await scenario.command(['set-up', ...args], {
        env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, AZURE_CLIENT_ID: undefined, ...env },
        hidden: [...tokens, ...hidden],
      })
      assert.deepEqual(emulator.unexpected, [], 'it asked for something that the emulator does not know')
      return result
    },
    kept(name) {
      try {
        return readFileSync(join(folder, 'kept', name), 'utf8')
      } catch {
        return undefined
      }
    },
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true })
      await scenario[Symbol.asyncDispose]()
    },
  }
}
