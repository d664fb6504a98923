import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { SharedProcess } from './shared-process.ts'

interface Step {
  env?: Record<string, string>
  timeoutMs?: number
}

/** Runs scripts as steps that share a process. */
function start() {
  const sharedProcess = new SharedProcess()
  const cwd = mkdtempSync(join(tmpdir(), 'shared-'))
  async function run(script: string, { env = {}, timeoutMs = 10_000 }: Step = {}) {
    const main = join(cwd, 'main.cjs')
    writeFileSync(main, script)
    const lines: string[] = []
    const onLine = (line: string) => lines.push(line)
    return { ...(await sharedProcess.run({ arguments: [main], cwd, env, timeoutMs, onLine })), lines }
  }
  const dispose = async () => {
    await sharedProcess[Symbol.asyncDispose]()
    rmSync(cwd, { recursive: true })
  }
  return { run, cwd, [Symbol.asyncDispose]: dispose }
}

const pid = 'console.log(process.pid); process.exit()'

suite('a process that steps share', { concurrency: true }, () => {
  test('gives each step modules, variables, a folder and an exit code of its own', async () => {
    await using steps = start()
    const script = `
      console.log(module.children.length, process.env.N, process.env.MINE, process.cwd(), process.pid)
      require('node:fs').writeFileSync('other.cjs', '')
      require('./other.cjs')
      process.env.MINE = 'x'
      process.exitCode = Number(process.env.N)
      process.exit()`
    const [first, second] = [
      await steps.run(script, { env: { N: '0', MINE: '' } }),
      await steps.run(script, { env: { N: '3' } }),
    ]
    const id = first.stdout.trim().split(' ').at(-1)
    assert.equal(first.stdout, `0 0  ${steps.cwd} ${id}\n`)
    assert.equal(second.stdout, `0 3 undefined ${steps.cwd} ${id}\n`)
    assert.deepEqual([first.exitCode, second.exitCode], [0, 3])
    assert.equal((await steps.run('process.exit()')).exitCode, 0)
  })

  test('hands on all lines of a step, and none of another', async () => {
    await using steps = start()
    const { lines, stdout, stderr } = await steps.run(
      "console.log('a'); console.error('b'); process.stdout.write('c', () => process.exit(1))",
    )
    assert.deepEqual([lines.toSorted(), stdout, stderr], [['a', 'b', 'c'], 'a\nc', 'b\n'])
    const last = await steps.run("process.stdout.write('x'.repeat(200_000) + '\\n', () => process.exit())")
    assert.deepEqual([last.lines, last.stderr], [['x'.repeat(200_000)], ''])
  })

  test('is followed by another where a step ends it, or wants other variables of Node', async () => {
    await using steps = start()
    const first = await steps.run(pid)
    assert.equal((await steps.run(pid)).stdout, first.stdout)
    const crash = await steps.run("console.log('begun'); throw new Error('out')")
    assert.deepEqual([crash.exitCode, crash.stdout], [1, 'begun\n'])
    assert.match(crash.stderr, /Error: out/)
    const second = await steps.run(pid)
    assert.notEqual(second.stdout, first.stdout)
    const third = await steps.run(pid, { env: { NODE_NO_WARNINGS: '1' } })
    assert.notEqual(third.stdout, second.stdout)
  })

  test('is killed where a step takes too long', async () => {
    await using steps = start()
    const { timedOut, exitCode, signal, stdout } = await steps.run("console.log('begun')", { timeoutMs: 700 })
    assert.deepEqual([timedOut, exitCode, signal, stdout], [true, null, 'SIGKILL', 'begun\n'])
  })
})
