import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'esbuild'
import { actionDirectory } from '../test/scenario.ts'

/**
 * Bundles the script with @azure/identity as build.ts bundles this action, but for what build.ts does to packages:
 * an author's bundle has what esbuild makes of them. @returns the script
 */
export async function buildAzureIdentity(directory: string): Promise<string> {
  await build({
    entryPoints: [join(import.meta.dirname, 'contestants/azure-identity.ts')],
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    legalComments: 'none',
    logLevel: 'warning',
    // Its CommonJS packages require Node's modules, which ESM has no word for.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)",
    },
  })
  return join(directory, 'azure-identity.mjs')
}

export interface MinifiedAction {
  main: string
  /** Bytes of main.js and all that it imports statically: what every run loads. */
  eagerBytes: number
}

/** Builds this action minified: what it weighs without the words for people. */
export async function buildMinified(directory: string): Promise<MinifiedAction> {
  execFileSync(process.execPath, ['build.ts', directory, '--minify'], { cwd: actionDirectory })
  const main = join(directory, 'main.js')
  const { metafile } = await build({
    entryPoints: [main],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    outdir: directory,
    write: false,
    metafile: true,
    logLevel: 'warning',
  })
  const entry = Object.keys(metafile.inputs).find((path) => path.endsWith('main.js')) ?? ''
  const eager = new Set([entry])
  for (const path of eager) {
    for (const { path: imported, kind, external } of metafile.inputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && !external) eager.add(imported)
    }
  }
  const eagerBytes = [...eager].reduce((sum, path) => sum + (metafile.inputs[path]?.bytes ?? 0), 0)
  return { main, eagerBytes }
}
