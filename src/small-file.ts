import { readFileSync, statSync } from 'node:fs'

/** In bytes; a token or a certificate with its chain has some ten thousand. */
const LARGEST_FILE = 1024 * 1024

/** Why a file can't be used, as words that follow its name. */
export class FileProblem extends Error {}

/**
 * Reads an ordinary file, of 1 MiB at most unless it says otherwise; anything else, such as a pipe, could keep the program waiting.
 * @throws {FileProblem}
 */
export function readSmallFile(path: string, largest = LARGEST_FILE): Buffer {
  let problem: string
  try {
    const stats = statSync(path)
    if (stats.isDirectory()) problem = 'a folder'
    else if (!stats.isFile()) problem = 'no ordinary file'
    else if (stats.size > largest) problem = `a file of ${stats.size} bytes`
    else if (stats.size === 0) problem = 'an empty file'
    else return readFileSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    problem =
      code === 'ENOENT' || code === 'ENOTDIR'
        ? "a file that doesn't exist"
        : `a file that can't be read (${code})`
  }
  throw new FileProblem(problem)
}
