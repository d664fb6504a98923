import type { Log } from '../../ports/log.ts'
import type { Person } from '../../ports/person.ts'
import { browserFor, missingBrowser } from './browser.ts'

/** Milliseconds: for a password, a second factor and a look at the phone. A closed page can't be noticed. */
const PATIENCE = 5 * 60_000

/** Whoever sits at this terminal. */
export class TerminalPerson implements Person {
  readonly isPresent = Boolean(process.stdin.isTTY && process.stderr.isTTY)
  readonly patience = PATIENCE
  readonly #env: NodeJS.ProcessEnv
  readonly #log: Log

  constructor(env: NodeJS.ProcessEnv, log: Log) {
    this.#env = env
    this.#log = log
  }

  browserObstacle(): string | undefined {
    return missingBrowser(this.#env, process.platform)
  }

  async openBrowser({ address, limit }: Parameters<Person['openBrowser']>[0]): Promise<void> {
    this.#log.info(`Complete the sign-in in your browser within ${minutes(limit)} (Ctrl-C to cancel).`)
    const { open } = await import('./opener.ts')
    const app = browserFor(this.#env)
    const failed = () =>
      this.#log.warning('no browser opened by itself. Open the address, or use --credential device-code.')
    try {
      const opener = await open(address, app && { app })
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
