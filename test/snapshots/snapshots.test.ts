import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { leaks } from '../runner/leaks.ts'
import { startScenario } from '../scenario.ts'
import { credentialScenes } from './credential-scenes.ts'
import { failureScenes } from './failure-scenes.ts'
import { networkScenes } from './network-scenes.ts'
import { render } from './render.ts'
import { namesOf } from './roles.ts'
import type { Scene } from './scene.ts'
import { successScenes } from './success-scenes.ts'
import { Timeline } from './timeline.ts'

/*
 * What users see of a step, one page a scene. To write the pages anew:
 *
 *     npm run build && npm run snapshots
 */
const scenes = { ...credentialScenes, ...successScenes, ...failureScenes, ...networkScenes }

/** Waits are random, so that jobs don't come again together; here they aren't. */
const noJitter = ['--import', 'data:text/javascript,Math.random=()=>0.5']

describe('a snapshot', { concurrency: 4 }, () => {
  for (const [name, scene] of Object.entries(scenes)) {
    it(`of ${name}`, async (t) => {
      const { page, secrets } = await play(name, scene)
      for (const secret of secrets) assertHidden(page, secret)
      t.assert.fileSnapshot(page, pathOf(name), { serializers: [(text) => text] })
    })
  }

  it('belongs to a scene', async () => {
    const pages = (await readdir(import.meta.dirname)).filter((file) => file.endsWith('.md'))
    const strangers = pages.filter((page) => !Object.hasOwn(scenes, page.slice(0, -'.md'.length)))
    assert.deepEqual(strangers, [])
  })
})

const pathOf = (name: string) => join(import.meta.dirname, `${name}.md`)

async function play(name: string, scene: Scene): Promise<{ page: string; secrets: string[] }> {
  await using stack = new AsyncDisposableStack()
  const timeline = new Timeline()
  const scenario = stack.use(await startScenario({ arrived: timeline.arrived }))
  const folder = await mkdtemp(join(tmpdir(), 'snapshot-'))
  stack.defer(() => rm(folder, { recursive: true }))

  const stage = await scene.set(scenario, { folder, timeline, stack })
  const { given = {}, options = {} } = stage
  const inputs = { 'tenant-id': scenario.tenant.id, 'client-id': scenario.app.clientId, ...stage.written }
  const result = await scenario.run(
    { ...inputs, ...given },
    {
      way: 'direct',
      secrets: Object.values(given),
      nodeArguments: noJitter,
      onLine: timeline.onLine,
      ...options,
    },
  )
  const names = namesOf(scenario, stage, result)
  const written = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== ''))
  const page = render({ name, is: scene.is, written, events: timeline.events, result, names })
  return { page, secrets: [...Object.values(given), ...result.masks].filter((value) => value.trim() !== '') }
}

function assertHidden(page: string, secret: string): void {
  const place = { stdout: page, stderr: '', summary: '', annotations: [], files: [] }
  assert.deepEqual(leaks(place, secret), [])
}
