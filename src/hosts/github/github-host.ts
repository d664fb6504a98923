import * as core from '@actions/core'
import { Failure } from '../../failure/failure.ts'
import type { Http } from '../../http/client.ts'
import { describeAnswer, describeRequest } from '../../http/http-error.ts'
import { proxySecrets } from '../../http/proxy.ts'
import type { Handover, Host } from '../../ports/host.ts'
import { Secrets } from '../../secrets/registry.ts'
import { parseObject, textField } from '../../values/json.ts'
import { cut, printable } from '../../values/printable.ts'
import { isToken } from '../../values/token-form.ts'
import { isWritableFile, writeAll } from './file-commands.ts'
import { withheld } from './withheld.ts'

/** Characters; GitHub cuts a longer annotation. */
const LONGEST_ANNOTATION = 4096
/** Characters of what is said on the way; a retry may name all that a server's certificate holds. */
const LONGEST_LINE = 2000

/** A step of a GitHub Actions job. */
export class GitHub implements Host {
  readonly #env: NodeJS.ProcessEnv
  readonly #secrets = new Secrets()

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env
  }

  input(name: string): string {
    return core.getInput(name, { trimWhitespace: false })
  }

  /** Before the first request: with NODE_DEBUG, Node prints the headers that a proxy is sent. */
  givenSecrets(): string[] {
    return [...proxySecrets(this.#env), this.#env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '']
  }

  inputNames(): string[] {
    const given = Object.keys(this.#env).filter(
      (name) => name.startsWith('INPUT_') && this.#env[name]?.trim(),
    )
    return given.map((name) => name.slice('INPUT_'.length).toLowerCase())
  }

  mask(secret: string): void {
    for (const form of this.#secrets.add(secret)) core.setSecret(form)
  }

  hide(secret: string): void {
    this.#secrets.add(secret)
  }

  /** The runner masks the log too; this also covers titles of annotations, which it doesn't. */
  redact(text: string): string {
    return this.#secrets.redact(text)
  }

  handoverObstacle(exportAs: string | undefined): string | undefined {
    const variables = exportAs ? ['GITHUB_OUTPUT', 'GITHUB_ENV'] : ['GITHUB_OUTPUT']
    for (const name of variables) {
      const path = this.#env[name]
      if (!path) return `${name} is not set, so there is no file to hand the token over in`
      if (!isWritableFile(path)) return `${name} names no regular file that can be written to`
    }
    return undefined
  }

  /** @actions/core would write each value on its own, and set the variable in this process too. */
  handOver({ outputs, variables }: Handover): void {
    const { GITHUB_ENV = '', GITHUB_OUTPUT = '' } = this.#env
    const commands = [
      { path: GITHUB_ENV, values: variables },
      { path: GITHUB_OUTPUT, values: outputs },
    ]
    writeAll(commands.filter(({ values }) => Object.keys(values).length > 0))
  }

  readonly info = (line: string): void => {
    core.info(this.#shown(line))
  }

  warning(text: string): void {
    core.warning(this.#shown(text))
  }

  readonly debug = (line: string): void => {
    if (core.isDebug()) core.debug(this.#shown(line))
  }

  #shown(line: string): string {
    return cut(this.redact(line), LONGEST_LINE)
  }

  /** One annotation, which is also what the log shows; what doesn't fit into it goes to the log before. */
  fail(failure: Failure): void {
    const { title } = failure.parts
    const annotation = failure.shortened(LONGEST_ANNOTATION - title.length - 1)
    // No line begins as a command does: each is our own word, or is fit to be printed.
    if (annotation !== failure.text) core.info(failure.text)
    core.error(`${title}\n${annotation}`, { title })
  }

  async summary(markdown: string): Promise<void> {
    const { GITHUB_STEP_SUMMARY: path } = this.#env
    try {
      if (path && !isWritableFile(path)) throw new Error('GITHUB_STEP_SUMMARY names no regular file')
      const { summary } = await import('./job-summary.ts')
      await summary.addRaw(markdown, true).write()
    } catch (error) {
      this.warning(`The summary could not be written: ${printable((error as Error).message)}`)
    }
  }

  storeSecret(name: string): string {
    const { GITHUB_REPOSITORY: repository = '', GITHUB_SERVER_URL: server } = this.#env
    const host = URL.parse(server ?? '')?.host
    const place = host && host !== 'github.com' ? `${host}/${repository}` : repository
    return `gh secret set ${name}${/^[\w.:/-]+$/.test(place) ? ` --repo ${place}` : ''}`
  }

  /** An action of the workflow's own repository (`uses: ./`) has no repository of its own. */
  documentation(heading: string): string | undefined {
    const {
      GITHUB_ACTION_REPOSITORY: repository,
      GITHUB_ACTION_REF: ref,
      GITHUB_SERVER_URL: server,
    } = this.#env
    const isPlain =
      /^[\w.-]+\/[\w.-]+$/.test(repository ?? '') && /^https:\/\/[\w.-]+(:\d+)?$/.test(server ?? '')
    // A ref may hold what ends an address or a Markdown link.
    if (!isPlain || !ref || !/^[\w./@+-]+$/.test(ref)) return undefined
    return `${server}/${repository}/blob/${ref}/docs/troubleshooting.md#${anchorOf(heading)}`
  }

  get hasOidcToken(): boolean {
    return Boolean(this.#env.ACTIONS_ID_TOKEN_REQUEST_URL && this.#env.ACTIONS_ID_TOKEN_REQUEST_TOKEN)
  }

  withheld(): string | undefined {
    return withheld(this.#env)
  }

  get oidcAdvice(): string {
    const reason = this.withheld()
    if (reason) return `federated needs the job's own OIDC token, and there is none. ${reason}`
    return [
      "federated needs the job's own OIDC token, and this job may not ask for one. Add to the job (or the workflow):",
      '    permissions:',
      '      id-token: write',
      '      contents: read',
      'A reusable workflow needs it in the workflow that calls it, too. If another credential was meant, its secret arrived empty: it does not exist here under that name, or belongs to an environment that this job does not name.',
    ].join('\n')
  }

  /** https://docs.github.com/actions/reference/security/oidc#methods-for-requesting-the-oidc-token */
  async oidcToken(audience: string, http: Http): Promise<string> {
    const base = this.#env.ACTIONS_ID_TOKEN_REQUEST_URL ?? ''
    const url = URL.parse(`${base}${base.includes('?') ? '&' : '?'}audience=${encodeURIComponent(audience)}`)
    if (url?.protocol !== 'https:') throw noRequestUrl()
    await http.connect(url.origin)
    const authorization = `Bearer ${this.#env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? ''}`
    const request = { method: 'GET', url: url.href, headers: { authorization } } as const
    const response = await http.fetch(request)
    const token = textField(parseObject(response.body) ?? {}, 'value')
    if (response.status === 200 && isToken(token)) {
      this.mask(token)
      return token
    }
    throw new Failure({
      title: 'GitHub gave this job no OIDC token',
      heading: 'No OIDC token',
      tried: describeRequest(request),
      answer: describeAnswer(response),
      why: 'The answer holds no token: the permission id-token: write may have been taken back, the service has a fault, or a proxy or the sign-in page of a network answers in its place.',
      fixes: [
        { text: 'Check that the job has permissions: id-token: write, and https://www.githubstatus.com.' },
        { text: `The audience asked for was ${printable(audience)}.` },
      ],
    })
  }
}

function noRequestUrl(): Failure {
  return new Failure({
    title: 'ACTIONS_ID_TOKEN_REQUEST_URL holds no https address',
    heading: 'No OIDC token',
    tried: "asking for the job's OIDC token; nothing was sent",
    why: "The runner sets this variable, and something changed it. The token for the request goes to GitHub's https address only.",
    fixes: [{ text: 'Take the variable out of the env of the workflow, the job and the runner.' }],
  })
}

/** A heading's anchor as GitHub makes it: lower case, no punctuation, hyphens for spaces. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}
