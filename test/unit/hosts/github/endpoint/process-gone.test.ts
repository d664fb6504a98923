import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { describe, it, type TestContext } from 'node:test'
import { processGone } from '../../../../../src/hosts/github/endpoint/process-gone.ts'

/** Looks at a process when the test says so. */
function watch(t: TestContext, pid: number) {
  t.mock.timers.enable({ apis: ['setInterval'] })
  let isGone = false
  processGone(pid).then(() => {
    isGone = true
  })
  return {
    /** Whether it is gone, after one more look. */
    async look() {
      t.mock.timers.tick(3_000)
      await Promise.resolve()
      return isGone
    },
  }
}

/** A program that does nothing until it is killed. */
function idle(): ChildProcess {
  return spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)'], { stdio: 'ignore' })
}

async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

describe('a process is gone', () => {
  it('once it has ended, and not before', async (t) => {
    const child = idle()
    const { look } = watch(t, child.pid ?? 0)
    assert.deepEqual([await look(), await look()], [false, false])
    await kill(child)
    assert.equal(await look(), true)
  })

  it('at once, where it had ended before the first look', async (t) => {
    const child = idle()
    await kill(child)
    const { look } = watch(t, child.pid ?? 0)
    assert.equal(await look(), true)
  })

  for (const pid of [0, 1]) {
    it(`never, where its number is ${pid}: it is outside of the container`, async (t) => {
      const { look } = watch(t, pid)
      assert.equal(await look(), false)
    })
  }
})

if (process.platform === 'linux') {
  describe('a process is gone on Linux', () => {
    it('once another one has its number', async (t) => {
      let started = 100
      t.mock.method(fs, 'readFileSync', () => `7 (a (b) c) S ${'0 '.repeat(18)}${started} 0`)
      syncBuiltinESMExports()
      try {
        const { look } = watch(t, process.pid)
        assert.equal(await look(), false)
        started = 200
        assert.equal(await look(), true)
      } finally {
        t.mock.restoreAll()
        syncBuiltinESMExports()
      }
    })

    it('once it is dead, even if the one that started it never looks', async (t) => {
      // After exec, nobody waits for what the shell has started.
      const negligent = spawn('sh', ['-c', 'sleep 600 & echo $!; exec sleep 600'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      const [told] = await once(negligent.stdout, 'data')
      const pid = Number(told)
      const { look } = watch(t, pid)
      assert.equal(await look(), false)
      process.kill(pid, 'SIGKILL')
      // The system answers as for one that runs.
      assert.equal(process.kill(pid, 0), true)
      while (!(await look())) await new Promise((resolve) => setImmediate(resolve))
      await kill(negligent)
    })
  })
}
