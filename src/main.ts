import { GitHub } from './host/github.ts'
import { run } from './run.ts'

// Green only once the token has been handed over: a program that ends early, whatever the reason, has failed.
process.exitCode = 1
process.exitCode = await run(new GitHub(process.env))
