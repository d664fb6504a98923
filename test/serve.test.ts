import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { commandsOf, pastes } from './pasted.ts'
import { actionDirectory } from './scenario.ts'

const run = promisify(execFile)
const { GITHUB_OUTPUT, ...env } = process.env

test('the emulator says how to ask it for a token, and how to end it', pastes, async () => {
  const { stdout } = await run(process.execPath, [fileURLToPath(new URL('serve.ts', import.meta.url))], {
    env,
  })
  const end = /^It ends by itself after 15 minutes, or with: kill (\d+)$/m.exec(stdout)
  try {
    const commands = commandsOf(stdout)
    const [curl = '', ...commandLine] = commands
    const { stdout: answer } = await run('sh', ['-c', curl])
    assert.match(JSON.parse(answer).access_token, /^ey/)
    const { stdout: list } = await run('sh', ['-c', commandLine.join('\n')], { cwd: actionDirectory })
    assert.match(list, /\tContoso Test\t/)
    assert.doesNotMatch(stdout, /::add-mask::/)
  } finally {
    if (end) process.kill(Number(end[1]))
  }
})
