import { Failure } from '../../failure/failure.ts'
import type { Administrator } from '../../ports/administrator.ts'
import type { SecretRegistry } from '../../secrets/registry.ts'
import type { Deadline } from '../../values/deadline.ts'
import { readClaims } from '../../values/jwt.ts'
import { isJwt } from '../../values/token-form.ts'
import { type Ended, outputOf } from './program-output.ts'

/** Milliseconds. The Azure CLI takes a second or two, Azure PowerShell ten. */
const MAX_WAIT = 60_000
/** Milliseconds that a token must have left to be used again. */
const MIN_LEFT = 60_000

interface Tool {
  name: string
  program: string
  words(resource: string, tenantId: string): string[]
}

/** What people are signed in with, the usual first. */
const tools: readonly Tool[] = [
  {
    name: 'the Azure CLI',
    program: 'az',
    words: (resource, tenantId) => [
      ...['account', 'get-access-token', '--resource', resource, '--tenant', tenantId],
      ...['--query', 'accessToken', '--output', 'tsv'],
    ],
  },
  {
    name: 'Azure PowerShell',
    program: 'pwsh',
    words: (resource, tenantId) => [
      ...['-NoProfile', '-NonInteractive', '-Command'],
      `$t = (Get-AzAccessToken -ResourceUrl '${resource}' -TenantId '${tenantId}' -ErrorAction Stop).Token; if ($t -is [securestring]) { $t = [System.Net.NetworkCredential]::new('', $t).Password }; $t`,
    ],
  },
]

interface ToolsOptions {
  env: NodeJS.ProcessEnv
  tenantId: string
  secrets: SecretRegistry
  info(line: string): void
}

/** The person who is signed in to a tool of Microsoft's, whose tokens are asked of it. */
export class SignedInTool implements Administrator {
  readonly #options: ToolsOptions
  readonly #tokens = new Map<string, { value: string; end: number }>()
  #tool: Tool | undefined

  constructor(options: ToolsOptions) {
    this.#options = options
  }

  async token(resource: string, deadline: Deadline): Promise<string> {
    const kept = this.#tokens.get(resource)
    if (kept && kept.end - Date.now() > MIN_LEFT) return kept.value
    const value = await this.#ask(resource, deadline)
    const { exp } = readClaims(value)
    this.#tokens.set(resource, { value, end: Number(exp) * 1000 || 0 })
    return value
  }

  async #ask(resource: string, deadline: Deadline): Promise<string> {
    const { env, tenantId, secrets, info } = this.#options
    const said: string[] = []
    for (const tool of this.#tool ? [this.#tool] : tools) {
      const words = tool.words(resource, tenantId)
      const ended = await outputOf(tool.program, words, { env, wait: Math.min(MAX_WAIT, deadline.left) })
      const token = ended.stdout.trim()
      secrets.hide(token)
      if (ended.code === 0 && isJwt(token)) {
        if (!this.#tool) info(`Signed in by ${tool.name}.`)
        this.#tool = tool
        return token
      }
      said.push(`${tool.name}: ${problemOf(ended)}`)
    }
    throw notSignedIn(said, { resource, tenantId })
  }
}

function problemOf({ error, code, isLate, stderr }: Ended): string {
  if (error)
    return error.code === 'ENOENT' ? 'is not installed' : `could not be started (${error.code ?? error.name})`
  if (isLate) return 'did not answer in time'
  const [last = ''] = stderr
    .trim()
    .split(/[\r\n]+/)
    .slice(-1)
  return `gave no token (exit code ${code}). ${last.slice(0, 300)}`
}

function notSignedIn(
  said: readonly string[],
  { resource, tenantId }: { resource: string; tenantId: string },
): Failure {
  return new Failure(
    {
      title: 'Nobody is signed in who could set this up',
      heading: 'Set-up',
      tried: `getting a token for ${resource}`,
      answer: said.join('\n'),
      why: 'The set-up is carried out as the person who is signed in to the Azure CLI, or to Azure PowerShell.',
      fixes: [
        {
          text: 'Sign in with the Azure CLI, and run the same again:',
          command: `az login --tenant ${tenantId} --allow-no-subscriptions`,
        },
        {
          text: 'Azure Cloud Shell (https://shell.azure.com) has the Azure CLI, and you are signed in there.',
        },
      ],
    },
    { blame: 'sign-in' },
  )
}
