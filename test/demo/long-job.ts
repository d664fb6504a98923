import { get } from 'node:http'
import { text } from 'node:stream/consumers'
import { stringify } from 'yaml'
import { openEndpoint } from '../../src/commands/open-endpoint.ts'
import { type Beginning, beginServing, newSecret } from '../../src/commands/serve-tokens.ts'
import { GitHubWords } from '../../src/hosts/github/words.ts'
import { HttpClient } from '../../src/http/client.ts'
import { statusError } from '../../src/http/http-error.ts'
import type { HttpRequest, HttpResponse } from '../../src/http/message.ts'
import { PlainConnections } from '../../src/http/plain-connections.ts'
import type { IdentityEndpoint } from '../../src/identity-endpoint/server.ts'
import { Log } from '../../src/ports/log.ts'
import { jobClaims } from '../emulator/github-claims.ts'
import { VirtualClock } from '../identity-endpoint/virtual-clock.ts'
import { MemoryHost } from '../memory-host.ts'
import { repository } from './github/play.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Of the day, at which the job begins. */
const BEGIN = 9 * HOUR
const HOURS = 3
/** Milliseconds. */
const TOKEN_LIFE = HOUR
/** Minutes of the job in which Entra answers nobody. */
const OUTAGE = { from: 99, to: 104 }
/** Lines of the endpoint's log that only say more of a failure. */
const DETAIL = /: Retry (?!1 )|^(?:Tried|Answer|Why|Fix): /

const API = 'https://api.powerplatform.com'
const DATAVERSE = 'https://contoso.crm4.dynamics.com'
const inputs = {
  'tenant-id': '0c9d3ad4-52b1-4a8e-9c1f-6d2f5be3a7e1',
  'client-id': '6f9a5eba-a56f-4345-8a2e-0859ed7cb462',
  resources: `${API}\n${DATAVERSE}\n`,
}

/**
 * Plays three hours of a job in seconds: the endpoint as it is, which its clients really ask, on a machine whose clock
 * doesn't wait.
 * @param heading prints one
 * @returns whether every client got a token
 */
export async function playLongJob(heading: (text: string) => void): Promise<boolean> {
  heading('The workflow step')
  const step = { uses: 'OWNER/power-platform-token/identity-endpoint@v1', with: inputs }
  console.log(stringify([step], { lineWidth: 0 }))

  // What is loaded late would come late by a clock that doesn't wait.
  await Promise.all([
    import('../../src/advice/catalogue.ts'),
    import('../../src/entra/msal/confidential-client.ts'),
    import('../../src/hosts/github/issued-tokens.ts'),
  ])
  using clock = new VirtualClock()
  clock.sleep(BEGIN)
  const story = new Story(clock)
  const hosts = new Hosts(clock, story)
  const host = new Job(story, hosts)
  const secret = newSecret()
  let begun: Beginning | undefined

  heading('Its log')
  const code = await beginServing(host, hosts, {
    prepare() {},
    async start(beginning) {
      begun = beginning
    },
  })
  if (code !== 0 || !begun) throw new Error(host.failure?.text)
  const endpoint = await openEndpoint(host, hosts, { ...begun, port: 0, secret })
  story.tell('step', `Identity endpoint: ${endpoint.address}, for ${API}, ${DATAVERSE}`)

  heading(`The next ${HOURS} hours: deploy.py asks every ten minutes, and once for Dataverse`)
  story.begin()
  const client = new Client(endpoint, secret, story)
  for (let minute = 1; minute <= HOURS * 60; minute++) {
    await passMinute(clock)
    if (minute === OUTAGE.from) story.tell('Entra', 'is down')
    if (minute === OUTAGE.to) story.tell('Entra', 'is back')
    if (minute % 10 === 3) await client.ask(API)
    if (minute === 28) await client.ask(DATAVERSE)
  }
  endpoint.close()

  heading("The end of the job, by the step's post step")
  for (const line of endpoint.summary) console.log(line)
  const end = new Date(clock.wall - HOURS * HOUR + TOKEN_LIFE)
  console.log(`\nWith the first token alone, deploy.py would have ended at ${timeOf(end)}.`)
  return client.refused === 0
}

/** With what it begins settled, which takes turns of the event loop and no time. */
async function passMinute(clock: VirtualClock): Promise<void> {
  for (let second = 0; second < 60; second++) {
    await clock.pass(1000)
    await clock.settle()
  }
}

/** Who does what when, line by line. */
class Story {
  readonly #clock: VirtualClock
  #isLater = false

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  /** From now on, the log is that of the endpoint. */
  begin(): void {
    this.#isLater = true
  }

  log(line: string): void {
    if (!DETAIL.test(line)) this.tell(this.#isLater ? 'endpoint' : 'step', line)
  }

  tell(who: string, what: string): void {
    console.log(`${timeOf(new Date(this.#clock.wall))}  ${who.padEnd(9)}  ${what}`)
  }
}

function timeOf(date: Date): string {
  return date.toISOString().slice(11, 19)
}

/** The job, whose log has times. */
class Job extends MemoryHost {
  override readonly words = new GitHubWords({ GITHUB_REPOSITORY: repository })
  override readonly log: Log
  override readonly identityProvider

  constructor(story: Story, hosts: Hosts) {
    super(inputs, '', [{ name: 'resources', description: '' }])
    this.log = new Log(
      { info: (line) => story.log(line), warning: (line) => story.log(`Warning: ${line}`) },
      this.secrets,
    )
    this.identityProvider = { obstacle: () => undefined, token: async () => hosts.vouch() }
  }
}

/** GitHub and Entra, who answer at once. */
class Hosts extends HttpClient {
  readonly #clock: VirtualClock
  readonly #story: Story
  readonly #begin: number

  constructor(clock: VirtualClock, story: Story) {
    super({ connections: new PlainConnections(), words: new GitHubWords({}), debug() {} })
    this.#clock = clock
    this.#story = story
    this.#begin = clock.true
  }

  override async expect(): Promise<void> {}

  /** An OIDC token of GitHub's, which lives five minutes. */
  vouch(): string {
    this.#story.tell('GitHub', 'vouches for the job, by an OIDC token')
    const iss = 'https://token.actions.githubusercontent.com'
    return this.#token(5 * MINUTE, { ...jobClaims({ repository }), iss, aud: 'api://AzureADTokenExchange' })
  }

  override async send(request: HttpRequest): Promise<HttpResponse> {
    const minute = (this.#clock.true - this.#begin) / MINUTE
    if (minute >= OUTAGE.from && minute < OUTAGE.to)
      throw statusError(request, { status: 503, headers: {}, body: '' })
    const scope = new URLSearchParams(request.body).get('scope') ?? ''
    const [aud = ''] = scope.split('/.default')
    this.#story.tell('Entra', `gives a token for ${aud}`)
    const access_token = this.#token(TOKEN_LIFE, { aud, tid: inputs['tenant-id'] })
    const body = JSON.stringify({ token_type: 'Bearer', expires_in: TOKEN_LIFE / 1000, access_token })
    return { status: 200, headers: { date: new Date(this.#clock.true).toUTCString() }, body }
  }

  #token(life: number, claims: object): string {
    const now = Math.floor(this.#clock.true / 1000)
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const payload = { ...claims, iat: now, exp: now + life / 1000 }
    return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(payload)}.${crypto.randomUUID()}`
  }
}

/** A program that keeps no token, as scripts with curl do, so that each of its requests is seen. */
class Client {
  refused = 0
  readonly #endpoint: IdentityEndpoint
  readonly #secret: string
  readonly #story: Story

  constructor(endpoint: IdentityEndpoint, secret: string, story: Story) {
    this.#endpoint = endpoint
    this.#secret = secret
    this.#story = story
  }

  async ask(resource: string): Promise<void> {
    const { status, body } = await this.#get(resource)
    if (status !== 200) {
      this.refused += 1
      return this.#story.tell('deploy.py', `is refused: ${body.message}`)
    }
    const end = new Date(Number(body.expires_on) * 1000)
    const left = Math.round(Number(body.expires_in) / 60)
    this.#story.tell(
      'deploy.py',
      `gets a token for ${resource}, good for ${left} minutes, until ${timeOf(end)}`,
    )
  }

  /** By the network, whose time is real. */
  #get(resource: string): Promise<{ status: number | undefined; body: Record<string, string> }> {
    const query = new URLSearchParams({ 'api-version': '2019-08-01', resource })
    return new Promise((resolve, reject) => {
      const options = { agent: false, headers: { 'X-IDENTITY-HEADER': this.#secret } }
      get(`${this.#endpoint.address}?${query}`, options, async (response) => {
        resolve({ status: response.statusCode, body: JSON.parse(await text(response)) })
      }).once('error', reject)
    })
  }
}
