import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type RunTaskOptions, runTask } from './agent.ts'
import type { TaskResult } from './task-result.ts'

const handlers = { Node20_1: { target: 'main.mjs' }, Node24: { target: 'main.mjs' } }

/** Runs a script as a task of its own, in a folder that is gone afterwards; `task` is laid over its task.json. */
export async function runThrowaway(
  script: string,
  options: Partial<RunTaskOptions> & { task?: Record<string, unknown> } = {},
): Promise<TaskResult> {
  const { task, ...rest } = options
  const taskDirectory = mkdtempSync(path.join(os.tmpdir(), 'task-'))
  try {
    const definition = {
      id: '3f0a2c1e-6f0d-4c5b-8f0e-8a1d1c0b7f55',
      name: 'Throwaway',
      friendlyName: 'Throwaway task',
      description: 'Does what a test wants.',
      author: 'Contoso',
      helpMarkDown: '',
      version: { Major: 1, Minor: 2, Patch: 3 },
      inputs: [],
      execution: handlers,
      ...task,
    }
    writeFileSync(path.join(taskDirectory, 'task.json'), JSON.stringify(definition))
    const main = `import { writeFileSync } from 'node:fs'
const { env } = process
const vso = (command, data = '') => console.log('##vso[' + command + ']' + data)
${script}`
    writeFileSync(path.join(taskDirectory, 'main.mjs'), main)
    return await runTask({ taskDirectory, ...rest })
  } finally {
    rmSync(taskDirectory, { recursive: true, force: true })
  }
}
