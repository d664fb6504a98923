import { delimiter } from 'node:path'

/** Why no browser can be opened; undefined if one can. */
export function missingBrowser(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  // An editor's terminal on another machine names a program that opens a browser on yours.
  if (env.BROWSER) return undefined
  const isDesktop = platform === 'darwin' || platform === 'win32'
  if (env.DISPLAY || env.WAYLAND_DISPLAY) return undefined
  if (env.SSH_CONNECTION) return 'This is a session over SSH: a browser would open on the other machine.'
  if (isDesktop || env.WSL_DISTRO_NAME) return undefined
  return 'This machine has no display (DISPLAY and WAYLAND_DISPLAY are not set), and BROWSER names no program.'
}

/** The program that BROWSER names, with its arguments: the first of a list, as other programs read it; undefined for the system's own. */
export function browserFor({
  BROWSER = '',
}: NodeJS.ProcessEnv): { name: string; arguments: string[] } | undefined {
  const [first = ''] = BROWSER.split(delimiter)
  // The address comes last anyway. Without its place, spaces are a path's.
  const [name = '', ...args] = first.includes('%s') ? first.split(/\s+/) : [first]
  return name === '' ? undefined : { name, arguments: args.filter((each) => each !== '%s') }
}
