import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import type { Endpoint } from './endpoint.ts'

/** What a client got, or what it shows a person instead. */
export interface Outcome {
  token?: string
  /** In seconds since 1970. */
  expiresOn?: number
  error?: string
}

/** Asks for tokens of these resources, in their order, by one credential where the client has such a thing. */
export type Ask = (endpoint: Endpoint, resources: readonly string[]) => Promise<Outcome[]>

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs a program with nothing in its environment that could lead elsewhere. */
export async function run(
  file: string,
  args: readonly string[],
  env: Record<string, string | undefined>,
): Promise<Ended> {
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 45_000 })
  const code = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await code, stdout, stderr }
}

/** A program of this folder that prints an outcome for each resource that it is given. */
export function program(...[file, ...args]: [file: string, ...args: string[]]): Ask {
  return async ({ variables, clientId }, resources) => {
    const env = {
      ...variables,
      // Where it is set, DefaultAzureCredential asks for this app; ManagedIdentityCredential names none.
      AZURE_CLIENT_ID: clientId,
      // As for Terraform's azurerm provider.
      ...{ ARM_MSI_ENDPOINT: variables.IDENTITY_ENDPOINT, ARM_MSI_API_VERSION: '2019-08-01' },
    }
    const { code, stdout, stderr } = await run(file, [...args, ...resources], env)
    if (code !== 0) throw new Error(`${file} ended with ${code}:\n${stderr}`)
    const lines = stdout.trimEnd().split('\n')
    return lines.map((line) => JSON.parse(line))
  }
}
