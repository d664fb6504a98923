import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { node, program } from '../terminal/command-line.ts'

const TENANT = '0c9d3ad4-52b1-4a8e-9c1f-6d2f5be3a7e1'
/** What a shell, JSON, JMESPath or PowerShell could take for its own. */
const HOSTILE = 'pro\'d "$(touch x)`id`\\ %3A’ ü {name} ]==`x` \u2018'

/** Words in braces for what is only known once a plan is carried out; a name may have braces of its own. */
const LEARNED =
  /\{(?:appObjectId|clientId|(?:api)?[pP]rincipalId|ownerId|repositoryId|connection(?:Issuer|Subject))\}/g

/** Shows a plan, where nothing may be asked of anybody. */
function dryRun(...args: string[]) {
  const options = { encoding: 'utf8', env: { PATH: '/nowhere', HTTPS_PROXY: 'http://127.0.0.1:9' } } as const
  return spawnSync(node, [program, 'set-up', '--dry-run', '--tenant-id', TENANT, ...args], options)
}

/** What bash makes of commands: the words of each `az` and `gh`, which are not run, and find nothing that is there. */
function wordsIn(script: string): string[][] {
  const stub = (name: string) =>
    `${name}() { printf '%s\\0' ${name} "$@" $'\\n' >&9; [[ /dev/fd/2 -ef /dev/null ]] || echo learned; }\n`
  const { stderr, status } = spawnSync('bash', ['-euc', `exec 9>&2\n${stub('az')}${stub('gh')}${script}`], {
    encoding: 'utf8',
  })
  assert.equal(status, 0, stderr)
  const commands = stderr.split('\n\0').filter(Boolean)
  return commands.map((command) => command.split('\0').slice(0, -1))
}

describe('set-up --dry-run', () => {
  it('is a list of steps, each with all that it takes', () => {
    const { stdout, stderr, status } = dryRun('--repository', 'contoso/deploy', '--output', 'json')
    assert.equal(status, 0, stderr)
    const steps: Record<string, unknown>[] = JSON.parse(stdout)
    assert.deepEqual(
      steps.map(({ id }) => id),
      [
        ...[
          'application',
          'principal',
          'repository',
          'federated-credential-1',
          'federated-credential-1-by-id',
        ],
        ...['api-principal', 'role'],
      ],
    )
    for (const step of steps) {
      assert.deepEqual(
        Object.keys(step),
        ['id', 'purpose', 'needs', 'request', 'undo', 'bash', 'powershell', 'portal'],
        String(step.id),
      )
      for (const text of [step.purpose, step.needs, ...(step.portal as string[])])
        assert.match(String(text), /^\S.{8,}/)
    }
  })

  for (const [name, args] of [
    ['GitHub, federated', ['--repository', 'contoso/deploy', '--github-environment', HOSTILE]],
    ['GitHub, a secret', ['--repository', 'contoso/deploy', '--credential', 'client-secret']],
    ['GitHub, a password', ['--repository', 'contoso/deploy', '--credential', 'password']],
    ['Azure DevOps', ['--azure-devops', 'contoso/Deploy', '--service-connection', HOSTILE]],
    ['GitLab', ['--gitlab', 'contoso/deploy', '--branch', HOSTILE]],
    ['another issuer', ['--issuer', 'https://issuer.example', '--subject', HOSTILE]],
    ['another cloud', ['--repository', 'contoso/deploy', '--cloud', 'gcc-high']],
  ] as const) {
    it(`gives bash the requests as they are, whatever names hold (${name})`, () => {
      const plan = dryRun(...args, '--name', `Contoso ${HOSTILE}`, '--output', 'json')
      assert.equal(plan.status, 0, plan.stderr)
      const steps: { id: string; request: { url: string; body?: unknown } | null }[] = JSON.parse(plan.stdout)
      const script = dryRun(...args, '--name', `Contoso ${HOSTILE}`, '--output', 'bash')
      const commands = wordsIn(`${script.stdout.replace(/^az (?:login|cloud) .*$/gm, '')}`)
      for (const { id, request } of steps) {
        if (!request) continue
        const url = request.url.replace(LEARNED, 'learned')
        const body = JSON.parse(JSON.stringify(request.body ?? null).replace(LEARNED, 'learned'))
        const sent = commands
          .filter((words) => words.includes(url) && words.includes('--body'))
          .map((words) => JSON.parse(words[words.indexOf('--body') + 1] ?? ''))
        assert.ok(
          sent.some((each) => isDeepStrictEqual(each, body)),
          `${id} ${JSON.stringify([body, commands], undefined, 1)}`,
        )
      }
    })
  }
})
