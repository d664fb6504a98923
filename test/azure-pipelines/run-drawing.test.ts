import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { actionDirectory } from '../scenario.ts'
import { drawRun } from './run-drawing.ts'

const imageOf = (name: string) => readFileSync(join(actionDirectory, 'azure-pipelines', 'images', name))

describe("the picture of the task's page", () => {
  it('shows what a run prints today; if not, npm run picture draws it anew', async () => {
    assert.equal(imageOf('run.svg').toString(), await drawRun())
  })

  it('is a PNG of the same shape, for the Marketplace', () => {
    const [, width, height] =
      /^<svg [^>]*width="(\d+)" height="(\d+)"/.exec(imageOf('run.svg').toString()) ?? []
    const png = imageOf('run.png')
    assert.equal(png.toString('latin1', 1, 4), 'PNG')
    // IHDR, for screens with two pixels in the place of one.
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [2 * Number(width), 2 * Number(height)])
  })
})
