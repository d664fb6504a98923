import { setTimeout as wait } from 'node:timers/promises'
import { runJob } from './job.ts'
import type { Wave, WaveResult } from './protocol.ts'

/* Runs the jobs that it is sent, when it is told to. Needs --expose-gc. */
process.once('message', async (wave: Wave) => {
  // So that neither loading nor compiling is counted.
  for (const token of wave.warmUp) await runJob(wave, token)
  process.send?.('ready')
  process.once('message', async () => {
    process.send?.(await run(wave))
    process.disconnect()
  })
})

async function run({ tokens, within, ...place }: Wave): Promise<WaveResult> {
  await collect()
  const before = process.memoryUsage()

  let peak = before.rss
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 20)
  const failures: string[] = []
  let longest = 0
  const cpu = process.cpuUsage()
  const started = performance.now()
  await Promise.all(
    tokens.map(async (token, index) => {
      await wait((index / tokens.length) * within)
      const from = performance.now()
      await runJob(place, token).catch((error: Error) => failures.push(error.message))
      longest = Math.max(longest, performance.now() - from)
    }),
  )
  const milliseconds = performance.now() - started
  const { user, system } = process.cpuUsage(cpu)
  clearInterval(watch)
  await collect()
  return {
    tokens: tokens.length - failures.length,
    failures,
    milliseconds,
    longest,
    cpu: (user + system) / 1000,
    peakMemory: peak - before.rss,
    retained: process.memoryUsage().heapUsed - before.heapUsed,
  }
}

/** Twice, with time between: what a socket held goes in the second. */
async function collect(): Promise<void> {
  for (let time = 0; time < 2; time++) {
    globalThis.gc?.()
    await wait(100)
  }
}
