import type { Log } from '../../ports/log.ts'
import type { Person } from '../../ports/person.ts'
import { browserFor, missingBrowser } from './browser.ts'
import { variablesNamed } from './variables.ts'

/** Milliseconds: for a password, a second factor and a look at the phone. A closed page can't be noticed. */
const PATIENCE = 5 * 60_000

interface TerminalPersonOptions {
  /** That of the process, which the browser gets. */
  env: NodeJS.ProcessEnv
  log: Log
  /** Variables that are none of the browser's business. */
  secretVariables: () => readonly string[]
}

/** Whoever sits at this terminal. */
export class TerminalPerson implements Person {
  readonly isPresent = Boolean(process.stdin.isTTY && process.stderr.isTTY)
  readonly patience = PATIENCE
  readonly #env: NodeJS.ProcessEnv
  readonly #log: Log
  readonly #secretVariables: () => readonly string[]

  constructor({ env, log, secretVariables }: TerminalPersonOptions) {
    this.#env = env
    this.#log = log
    this.#secretVariables = secretVariables
  }

  browserObstacle(): string | undefined {
    return missingBrowser(this.#env, process.platform)
  }

  /**
   * Other users of the machine see the address among the browser's arguments, and could answer it with a sign-in of their
   * own; hence the line that says who signed in. A file of this user's alone that leads there would hide it, and can't be opened everywhere: a
   * browser in a Snap or a Flatpak sees no /tmp but its own, one outside of WSL none at all, and .html opens the editor
   * of many who develop.
   */
  async openBrowser({ address, limit }: Parameters<Person['openBrowser']>[0]): Promise<void> {
    this.#log.info(`Complete the sign-in in your browser within ${minutes(limit)} (Ctrl-C to cancel).`)
    const { open } = await import('./opener.ts')
    const app = browserFor(this.#env)
    const failed = () =>
      this.#log.warning('no browser opened by itself. Open the address, or use --credential device-code.')
    try {
      const opener = await this.#withoutSecrets(() => open(address, app && { app }))
      opener.once('error', failed).once('exit', (code) => {
        if (code) failed()
      })
    } catch {
      failed()
    }
    // It is long, and mostly nobody needs it.
    this.#log.info('If no page opens, open this address on this machine:')
    this.#log.info(address)
  }

  /** The package has no option for the environment. Nothing else that reads these variables runs meanwhile. */
  async #withoutSecrets<T>(work: () => Promise<T>): Promise<T> {
    const names = variablesNamed(this.#secretVariables(), this.#env)
    const kept = Object.fromEntries(names.map((name) => [name, this.#env[name]]))
    for (const name of names) delete this.#env[name]
    try {
      return await work()
    } finally {
      Object.assign(this.#env, kept)
    }
  }

  showCode({ address, code, limit }: Parameters<Person['showCode']>[0]): void {
    this.#log.info(
      `To sign in, open ${address} in any browser and enter the code ${code} within ${minutes(limit)} (Ctrl-C to cancel).`,
    )
  }
}

function minutes(milliseconds: number): string {
  const count = Math.round(milliseconds / 60_000)
  return count === 1 ? '1 minute' : `${count} minutes`
}
