import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A file that the step left in the runner's folders. */
export interface LeftFile {
  /** Relative to the run's own root, such as `work/_temp/token.txt` */
  path: string
  content: Buffer
}

/** All files of a run but those where a secret belongs, and the event. */
export function leftFiles(root: string): LeftFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(set_output_|set_env_|event\.json$)/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({
      path: path.relative(root, file).replaceAll(path.sep, '/'),
      content: readFileSync(file),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}
