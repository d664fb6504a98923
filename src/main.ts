// Green only once the token has been handed over: a program that ends early, whatever the reason, has failed.
process.exitCode = 1
start()

async function start(): Promise<void> {
  const { GitHub, run } = await import('./program.ts')
  const code = await run(new GitHub(process.env))
  // Once all is written, the end: no socket and no timer holds it up (only a lookup of a name does, which Node can't
  // abort), and to take the heap down would cost 3 ms.
  process.stdout.write('', () => process.exit(code))
}
