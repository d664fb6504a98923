import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The directories of one run, all below its own root. */
export interface JobDirectories {
  root: string
  home: string
  workspace: string
  /** RUNNER_TEMP */
  temp: string
  /** The system's folder for temporary files, TMPDIR */
  systemTemp: string
  /** GITHUB_EVENT_PATH */
  event: string
}

/** Lays them out below a root. */
export function createJobDirectories(root: string): JobDirectories {
  const temp = path.join(root, 'work', '_temp')
  const directories = {
    root,
    home: path.join(root, 'home'),
    workspace: path.join(root, 'work', 'deploy', 'deploy'),
    temp,
    systemTemp: path.join(root, 'tmp'),
  }
  const workflow = path.join(temp, '_github_workflow')
  for (const directory of [...Object.values(directories), workflow]) mkdirSync(directory, { recursive: true })
  const event = path.join(workflow, 'event.json')
  writeFileSync(event, '{}')
  return { ...directories, event }
}
