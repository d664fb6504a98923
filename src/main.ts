// Green only once the token has been handed over: a program that ends early, whatever the reason, has failed.
process.exitCode = 1
start()

async function start(): Promise<void> {
  const { GitHub, run } = await import('./program.ts')
  process.exitCode = await run(new GitHub(process.env))
}
