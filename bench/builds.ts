import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { actionDirectory } from '../test/scenario.ts'

/**
 * Bundles the script with @azure/identity as scripts/build.ts bundles packages, but for what it leaves out of them: an author's
 * bundle has what esbuild makes of them. @returns the script
 */
export async function buildAzureIdentity(directory: string): Promise<string> {
  const outfile = join(directory, 'azure-identity.cjs')
  await build({
    entryPoints: [join(import.meta.dirname, 'contestants/azure-identity.ts')],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  })
  return outfile
}

export interface MinifiedAction {
  main: string
  /** Bytes that every run loads. */
  eagerBytes: number
}

/** Builds this action minified: what it weighs without the words for people. */
export function buildMinified(directory: string): MinifiedAction {
  execFileSync(process.execPath, ['scripts/build.ts', directory, '--minify'], { cwd: actionDirectory })
  const main = join(directory, 'main.cjs')
  // A run that ends at its inputs, and has nowhere to complain, loads no more than that.
  const file = join(directory, 'loaded')
  const preload = join(import.meta.dirname, 'probes/loaded.mjs')
  spawnSync(process.execPath, ['--import', preload, main], {
    env: { PROBE: file, INPUT_SUMMARY: 'never' },
  })
  return { main, eagerBytes: Number(readFileSync(file, 'utf8')) }
}
