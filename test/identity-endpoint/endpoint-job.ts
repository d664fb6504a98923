import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { leaks } from '../runner/leaks.ts'
import { actionDirectory, type RunOptions, type Scenario, type ScenarioResult } from '../scenario.ts'

const directory = join(actionDirectory, 'identity-endpoint')
const END = '../dist/identity-endpoint-end.cjs'

/** A job with a step that serves tokens. */
export interface EndpointJob extends Disposable {
  step: ScenarioResult
  /** Asks for a token as a later step would. */
  ask(
    resource: string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; json: Record<string, string> }>
  /** Runs what the runner runs at the job's end. */
  end(): Promise<ScenarioResult>
}

/** Runs the step, as the runner would. */
export async function startEndpointJob(
  scenario: Scenario,
  inputs: Record<string, string> = {},
  options: RunOptions = {},
): Promise<EndpointJob> {
  const temp = mkdtempSync(join(tmpdir(), 'endpoint-job-'))
  const env = { RUNNER_TEMP: temp, ...options.env }
  const step = await scenario.run(inputs, { ...options, actionDirectory: directory, env })
  const { IDENTITY_ENDPOINT: endpoint = '', IDENTITY_HEADER: header = '' } = step.env
  if (header) {
    assert.ok(step.masks.includes(header), 'the header is masked')
    // The end of the job must know it, and gets it by the runner's own file.
    const found = leaks(step, header).filter((place) => !place.includes('_runner_file_commands/save_state_'))
    assert.deepEqual(found, [])
  }
  const state = Object.fromEntries(
    Object.entries(step.state).map(([name, value]) => [`STATE_${name}`, value]),
  )

  async function ask(resource: string, headers: Record<string, string> = {}) {
    const url = `${endpoint}?api-version=2019-08-01&resource=${encodeURIComponent(resource)}`
    const answer = await fetch(url, { headers: { 'X-IDENTITY-HEADER': header, ...headers } })
    return { status: answer.status, json: (await answer.json()) as Record<string, string> }
  }

  let isOver = false
  async function end(): Promise<ScenarioResult> {
    isOver = true
    return scenario.run(
      {},
      {
        ...{ actionDirectory: directory, main: END, env: { ...env, ...state }, hidden: [header] },
        ...(options.launch && { launch: options.launch }),
      },
    )
  }

  return {
    step,
    ask,
    end,
    [Symbol.dispose]() {
      if (!isOver && endpoint)
        void fetch(new URL('/end', endpoint), {
          method: 'POST',
          headers: { 'X-IDENTITY-HEADER': header },
        }).catch(() => {})
      rmSync(temp, { recursive: true, force: true })
    },
  }
}
