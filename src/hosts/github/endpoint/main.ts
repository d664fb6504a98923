import { serveInBackground } from './background.ts'
import { BACKGROUND } from './order.ts'
import { startStep } from './step.ts'

// Green only once all is handed over: a program that ends early, whatever the reason, has failed.
process.exitCode = 1
const run = process.argv[2] === BACKGROUND ? serveInBackground : startStep
run().then((code) => process.stdout.write('', () => process.exit(code === 0 ? 0 : 1)))
