import { Failure } from '../../failure/failure.ts'
import type { HttpClient } from '../../http/client.ts'
import { proxySecrets } from '../../http/proxy.ts'
import type { Obstacle } from '../../ports/host.ts'
import type { Inputs } from '../../ports/inputs.ts'
import { allInputs } from '../../request/inputs.ts'
import { printable } from '../../values/printable.ts'
import { type Connection, readConnection, systemAccessToken } from './connection.ts'
import { cloudOf } from './connection-cloud.ts'
import { type ConnectionInputs, inputsOf } from './connection-inputs.ts'
import { readTaskInput, taskInput } from './input-names.ts'
import { isMacro, macroObstacle } from './macro.ts'
import { azureSubscriptionInput, certificateFileInput, ownInputs, powerPlatformInput } from './own-inputs.ts'
import { readSecureFile } from './secure-file.ts'

/** By which a connection says who signs in; nothing else may say so beside it. */
const CONNECTED = ['tenant-id', 'client-id', 'credential']

/** A task's inputs; those that its service connection stands for come from there. */
export class PipelineInputs implements Inputs {
  readonly own = ownInputs
  readonly connection: Connection | undefined
  readonly #env: NodeJS.ProcessEnv
  #connected: ConnectionInputs
  readonly #obstacles: Obstacle[] = []

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env
    const connections = [azureSubscriptionInput, powerPlatformInput].flatMap(
      ({ name }) => readConnection(env, name, readTaskInput(env, name)) ?? [],
    )
    const [connection, second] = connections
    this.connection = connection
    this.#connected = connection ? (inputsOf(connection) ?? UNUSABLE) : {}
    if (connection && second)
      this.#complain(connection.input, `came together with ${taskInput(second.input)}; give one of them.`)
    if (connection) this.#check(connection)
    for (const { name } of allInputs(this)) {
      const written = readTaskInput(env, name)
      if (isMacro(written)) this.#obstacles.push(macroObstacle(taskInput(name), written))
    }
  }

  /** Gets the secure file that the step names, if it does: a certificate, as text. */
  async load(http: HttpClient): Promise<void> {
    const id = readTaskInput(this.#env, certificateFileInput.name).trim()
    if (id === '') return
    try {
      const file = await readSecureFile(this.#env, id, http)
      if (file) {
        const isText = file.includes('-----BEGIN')
        this.#connected = { ...this.#connected, certificate: file.toString(isText ? 'utf8' : 'base64') }
      } else this.#complain(certificateFileInput.name, NO_FILE)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      this.#complain(
        certificateFileInput.name,
        `could not be downloaded: ${error.message}. ${error.parts.why}`,
      )
    }
  }

  read(name: string): string {
    const written = readTaskInput(this.#env, name)
    if (name === 'cloud') return written.trim() ? written : (cloudOf(this.connection)?.name ?? '')
    return this.#connected[name] || written
  }

  /** An input by the name that users know: that of the connection which stands for it, or its own. */
  called(name: string): string {
    return taskInput(this.connection && this.#connected[name] ? this.connection.input : name)
  }

  given(): string[] {
    return allInputs(this)
      .map(({ name }) => name)
      .filter((name) => this.read(name).trim() !== '')
  }

  secrets(): string[] {
    return [
      ...proxySecrets(this.#env),
      systemAccessToken(this.#env),
      this.connection?.parameter('idToken') ?? '',
    ]
  }

  /** What is wrong with the connection, and with what came beside it. */
  get obstacles(): readonly Obstacle[] {
    return this.#obstacles
  }

  #check(connection: Connection): void {
    if (this.#connected === UNUSABLE) {
      this.#complain(
        connection.input,
        `names a connection with ${SCHEMES[connection.scheme] ?? `"${printable(connection.scheme)}"`}, which gets no tokens. Make one with workload identity federation: Project settings › Service connections › New › Azure Resource Manager.`,
      )
    }
    const beside = allInputs(this)
      .filter(({ name, isSecret }) => isSecret || CONNECTED.includes(name))
      .map(({ name }) => name)
      .filter((name) => {
        const written = readTaskInput(this.#env, name).trim()
        // A task's inputs have their defaults.
        return written !== '' && !(name === 'credential' && written === 'auto')
      })
    if (beside.length > 0) {
      const names = beside.map(taskInput).join(', ')
      this.#complain(
        connection.input,
        `can't be combined with ${names}: the connection says who signs in. Remove ${beside.length > 1 ? 'them' : 'it'}.`,
      )
    }
    const cloud = cloudOf(connection)
    const named = readTaskInput(this.#env, 'cloud').trim()
    if (cloud && named && !cloud.fits(named)) {
      this.#complain(
        'cloud',
        `is "${named}", but the connection is of ${cloud.environment}. Remove cloud, or use a connection of that cloud.`,
      )
    }
  }

  #complain(input: string, sentence: string): void {
    this.#obstacles.push({ input: taskInput(input), sentence })
  }
}

/** Of a connection that gets no tokens: with the credential that needs least, nothing but the connection is complained of. */
const UNUSABLE: ConnectionInputs = { credential: 'managed-identity' }

const NO_FILE =
  'could not be downloaded, or is no certificate. Permit the pipeline to use it: Pipelines › Library › Secure files, Pipeline permissions.'

/** In words. */
const SCHEMES: Readonly<Record<string, string>> = {
  publishprofile: 'a publish profile',
  usernamepassword: 'a user name and password',
}
