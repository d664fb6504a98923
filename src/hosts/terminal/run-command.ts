import { constants } from 'node:os'
import spawn from 'cross-spawn'
import { shownProgram } from './program-name.ts'

/** As shells have them (POSIX.1-2024, Shell Command Language, 2.8.2). */
const NOT_FOUND = 127
const NOT_RUNNABLE = 126
const BY_SIGNAL = 128

/** Handed on to the command. */
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const

interface CommandOptions {
  env: NodeJS.ProcessEnv
  /** Is told why it could not be started. */
  fail(line: string): void
}

/**
 * Runs a command with this program's own streams, and no shell in between; on Windows also scripts that only its shell can
 * run, as `.cmd`, with their words quoted for it. @returns its exit code, as a shell would tell it
 */
export function runCommand(
  [program = '', ...words]: readonly string[],
  { env, fail }: CommandOptions,
): Promise<number> {
  const child = spawn(program, words, { env, stdio: 'inherit' })
  const forward = (signal: NodeJS.Signals) => {
    // What is typed at a terminal reaches the command without us, and twice means something else to many.
    const isTyped = process.stdin.isTTY && (signal === 'SIGINT' || signal === 'SIGQUIT')
    if (!isTyped) child.kill(signal)
  }
  for (const signal of FORWARDED) process.on(signal, forward)
  return new Promise<number>((resolve) => {
    child.once('error', ({ code }: NodeJS.ErrnoException) => {
      const isMissing = code === 'ENOENT'
      const shown = shownProgram(program)
      fail(
        isMissing
          ? `exec found no program ${shown ?? 'of this name'}${/[\\/]/.test(program) ? '' : ' in PATH'}. It runs without a shell: for built-ins, functions, pipes or a quoted command line, use -- bash -c '…'.`
          : `exec could not start ${shown ?? 'the program'} (${code ?? 'unknown'}). A script must be executable, or be named after its interpreter: -- python deploy.py.`,
      )
      resolve(isMissing ? NOT_FOUND : NOT_RUNNABLE)
    })
    // Not `close`: what it leaves running may hold the streams for good.
    child.once('exit', (code, signal) => resolve(code ?? BY_SIGNAL + numberOf(signal)))
  }).finally(() => {
    for (const signal of FORWARDED) process.off(signal, forward)
  })
}

function numberOf(signal: NodeJS.Signals | null): number {
  return signal ? constants.signals[signal] : 0
}
