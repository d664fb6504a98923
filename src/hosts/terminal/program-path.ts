import { win32 } from 'node:path'

interface Lookup {
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  exists: (path: string) => boolean
}

/** What a program may end in on Windows that runs without a shell. */
const ENDINGS = ['.com', '.exe']

/**
 * The program that a name means; undefined if there is none. On Windows a bare name means one in the current folder first,
 * and a job often runs in a folder whose files are others'. Whether NoDefaultCurrentDirectoryInExePath changes that depends
 * on the version of Node, so the folders of PATH are looked through here.
 */
export function programPath(program: string, { env, platform, exists }: Lookup): string | undefined {
  if (platform !== 'win32' || /[\\/:]/.test(program)) return program
  const [, path = ''] = Object.entries(env).find(([name]) => name.toUpperCase() === 'PATH') ?? []
  const folders = path.split(';').map((folder) => folder.replaceAll('"', ''))
  const endings = /\.(com|exe)$/i.test(program) ? [''] : ENDINGS
  return folders
    .filter((folder) => /^([a-z]:[\\/]|\\\\)/i.test(folder))
    .flatMap((folder) => endings.map((ending) => win32.join(folder, program + ending)))
    .find(exists)
}
