/** By which a program in the foreground is asked to end; the last is what closing a console window sends on Windows. */
const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const

/** Settles with the first of them. */
export function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ENDING) process.once(signal, () => resolve())
  })
}
