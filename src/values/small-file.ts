import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs'

/** In bytes; a token or a certificate with its chain has some ten thousand. */
const MAX_FILE = 1024 * 1024

/** Why a file can't be used, as words that follow its name. */
export class FileProblem extends Error {}

/**
 * Reads an ordinary file, of 1 MiB at most unless it says otherwise; anything else, such as a pipe, could keep the program waiting.
 * @throws {FileProblem}
 */
export function readSmallFile(path: string, max = MAX_FILE): Buffer {
  let file: number | undefined
  try {
    // Open before checking: the path could be swapped in between.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const problem = problemOf(fstatSync(file), max)
    if (problem) throw new FileProblem(problem)
    return readFileSync(file)
  } catch (error) {
    if (error instanceof FileProblem) throw error
    const { code = '' } = error as NodeJS.ErrnoException
    const home = path.startsWith('~')
      ? ' (only a shell puts a folder for ~, and not in quotes or behind =)'
      : ''
    throw new FileProblem(`${PROBLEMS[code] ?? `a file that can't be read (${code})`}${home}`)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

const missing = "a file that doesn't exist"
/** ENXIO: a socket can't be opened. EISDIR: on Windows, nor can a folder. */
const PROBLEMS: Record<string, string> = {
  ENOENT: missing,
  ENOTDIR: missing,
  ENXIO: 'no ordinary file',
  EISDIR: 'a folder',
}

function problemOf(stats: Stats, max: number): string | undefined {
  if (stats.isDirectory()) return 'a folder'
  if (!stats.isFile()) return 'no ordinary file'
  if (stats.size > max) return `a file of ${stats.size} bytes`
  return stats.size === 0 ? 'an empty file' : undefined
}
