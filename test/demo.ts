import { type CommandLine, readCommandLine, usage } from './demo/command-line.ts'
import { heading } from './demo/heading.ts'
import { playLongJob } from './demo/long-job.ts'

/*
 * Plays a job against the emulator: the real `dist/` under the test runner or the test agent, then a step that uses the
 * token.
 *
 *     npm run demo
 *     npm run demo -- --host azure-pipelines
 *     npm run demo -- --credential certificate
 *     npm run demo -- --fail subject
 *     npm run demo -- --long-job
 *     npm run demo -- --help
 */
const { host, credential, failure, isLong } = chosen()
if (isLong) process.exit((await playLongJob(heading)) ? 0 : 1)
process.exitCode = (await host.play({ credential, failure })) ? 0 : 1

function chosen(): CommandLine {
  try {
    const commandLine = readCommandLine(process.argv.slice(2))
    if (commandLine) return commandLine
    console.log(usage)
    process.exit(0)
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`)
    process.exit(2)
  }
}
