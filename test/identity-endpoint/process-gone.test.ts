import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { actionDirectory, startScenario } from '../scenario.ts'
import { gone, serving } from './processes.ts'
import type { LeftByStep } from './runner-process.ts'

it('the endpoint ends when the process is gone that runs the job', async () => {
  await using stack = new AsyncDisposableStack()
  const { emulator, tenant, app } = stack.use(await startScenario())
  const temp = stack.use(await mkdtempDisposable(join(tmpdir(), 'runner-gone-')))
  const runner = fork(join(import.meta.dirname, 'runner-process.ts'))
  stack.defer(() => void runner.kill('SIGKILL'))
  runner.send({
    actionDirectory: join(actionDirectory, 'identity-endpoint'),
    inputs: {
      'tenant-id': tenant.id,
      'client-id': app.clientId,
      'client-secret': app.addSecret(),
      'authority-host': emulator.loginOrigin,
    },
    env: { NODE_EXTRA_CA_CERTS: emulator.caPath, RUNNER_TEMP: temp.path },
  })
  const [step] = (await once(runner, 'message')) as [LeftByStep]
  assert.equal(step.outcome, 'success', step.log)
  const { pid } = serving(step)

  runner.kill('SIGKILL')
  await gone(pid)
  await assert.rejects(fetch(step.env.IDENTITY_ENDPOINT ?? ''))
  assert.match(readFileSync(step.state.log ?? '', 'utf8'), /Z The process that ran the job is gone\.\n$/)
})
