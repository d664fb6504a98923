import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { build, type Metafile, type Plugin } from 'esbuild'

/**
 * Builds `dist/` (or the folder given as argument): the entry, and chunks that are loaded only when they are needed.
 * Readable, since people review it.
 */
const outdir = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? 'dist'

/** Packages of which only what is used is kept. Their package.json does not say so, and their modules run nothing. */
const PURE = /node_modules\/@(actions|azure)\//

/** What Node loads and nothing here uses costs more than all the rest of the start. */
const lean: Plugin = {
  name: 'lean',
  setup({ onLoad, onResolve, resolve }) {
    // @actions/http-client imports undici for a dispatcher that nothing here asks for; 416 KB.
    onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'absent' }))
    onLoad({ filter: /.*/, namespace: 'absent' }, () => ({
      contents:
        'export class ProxyAgent { constructor() { throw new Error("undici is not part of this build") } }',
    }))

    // An ESM import of http reads every getter of it, and one of them loads Node's own undici (40 ms); a CommonJS
    // package's require has no equivalent in ESM.
    onResolve({ filter: /.*/ }, ({ path, kind }) => {
      const name = path.replace(/^node:/, '')
      const lazy = name === 'http' || kind === 'require-call'
      return isBuiltin(path) && lazy ? { path: name, namespace: 'builtin' } : undefined
    })
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)})`,
    }))

    // Outside node_modules, Node warns of this call in the user's log.
    onLoad({ filter: /node_modules\/tunnel\/lib\/tunnel\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('new Buffer(', 'Buffer.from('),
    }))

    onResolve({ filter: /^[@\w]/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === lean || isBuiltin(path)) return undefined
      const resolved = await resolve(path, { ...from, pluginData: lean })
      return PURE.test(resolved.path) ? { ...resolved, sideEffects: false } : undefined
    })
  },
}

/** The licences of all that is bundled, from the packages' own files. */
function thirdPartyNotices({ inputs }: Metafile): string {
  const folders = Object.keys(inputs).map(
    (path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0],
  )
  const notices = [...new Set(folders)]
    .filter((folder) => folder !== undefined)
    .toSorted()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
      const text = file
        ? readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()
        : '(no licence file)'
      return `${name} ${version} (${license})\n\n${text}\n`
    })
  return `These packages are part of the files in this folder.\n\n${notices.join(`\n${'-'.repeat(80)}\n\n`)}`
}

rmSync(outdir, { recursive: true, force: true })
const { metafile } = await build({
  entryPoints: ['src/main.ts'],
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  chunkNames: '[name]-[hash]',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  minify: process.argv.includes('--minify'),
  sourcemap: process.argv.includes('--sourcemap') && 'linked',
  plugins: [lean],
})
writeFileSync(join(outdir, 'THIRD_PARTY_NOTICES.txt'), thirdPartyNotices(metafile))
