import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { basename, join, resolve as resolvePath } from 'node:path'
import { parseArgs } from 'node:util'
import { build, type Metafile, type Plugin } from 'esbuild'

/*
 * Builds `dist/`, or the folder given as argument: the entry, and chunks that are loaded only when they are needed.
 * Readable, since people review it. With --check it writes nothing, and fails if the folder holds anything else.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean', default: false },
    minify: { type: 'boolean', default: false },
    sourcemap: { type: 'boolean', default: false },
  },
})
const outdir = positionals[0] ?? 'dist'

/** Packages of which only what is used is kept. Their package.json does not say so, and their modules run nothing. */
const PURE = /node_modules[\\/]@(actions|azure)[\\/]/

/** CommonJS packages that only some runs need, and what is used of them: to sign with a certificate, to go through a proxy. */
const LATE: Record<string, string[]> = {
  jsonwebtoken: ['sign'],
  tunnel: ['httpsOverHttps', 'httpsOverHttp', 'httpOverHttps', 'httpOverHttp'],
}

/** The file of MSAL that each of src/entra/msal/ needs. */
const MSAL_CLIENTS: Record<string, string> = {
  'confidential-client.ts': 'ConfidentialClientApplication',
  'managed-identity.ts': 'ManagedIdentityApplication',
  'public-client.ts': 'PublicClientApplication',
}

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

    // An ESM import of these reads every getter of theirs, and some load more: Node's own undici (http, 40 ms), web
    // crypto, block lists (a millisecond each). A CommonJS package's require has no equivalent in ESM.
    onResolve({ filter: /.*/ }, ({ path, kind }) => {
      const name = path.replace(/^node:/, '')
      const lazy = ['crypto', 'http', 'net'].includes(name) || kind === 'require-call'
      return isBuiltin(path) && lazy ? { path: name, namespace: 'builtin' } : undefined
    })
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)})`,
    }))

    // Outside node_modules, Node warns of this call in the user's log.
    onLoad({ filter: /node_modules[\\/]tunnel[\\/]lib[\\/]tunnel\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('new Buffer(', 'Buffer.from('),
    }))

    // MSAL's index would put every client into one chunk with the others.
    onResolve({ filter: /^@azure\/msal-node$/ }, ({ importer }) => {
      const name = MSAL_CLIENTS[basename(importer)]
      return name
        ? {
            path: resolvePath('node_modules/@azure/msal-node/dist/client', `${name}.mjs`),
            sideEffects: false,
          }
        : undefined
    })

    // Their packages are evaluated at the first call, and most runs make none.
    onResolve({ filter: /./ }, ({ path, kind, resolveDir }) =>
      path in LATE && kind === 'import-statement'
        ? { path, namespace: 'late', sideEffects: false, pluginData: resolveDir }
        : undefined,
    )
    onLoad({ filter: /./, namespace: 'late' }, ({ path, pluginData }) => {
      const functions = LATE[path]?.map(
        (name) => `export const ${name} = (...given) => require('${path}').${name}(...given)`,
      )
      const all = `export default { ${LATE[path]?.join(', ')} }`
      return { contents: [...(functions ?? []), all].join('\n'), resolveDir: pluginData }
    })

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

const { metafile, outputFiles } = await build({
  // What is loaded on demand is named here too, so that its name stays when its content changes.
  entryPoints: [
    'src/main.ts',
    'src/certificate/pfx.ts',
    'src/entra/remedies.ts',
    'src/entra/msal/confidential-client.ts',
    'src/entra/msal/managed-identity.ts',
    'src/entra/msal/public-client.ts',
  ],
  entryNames: '[name]',
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
  write: false,
  minify: values.minify,
  sourcemap: values.sourcemap && 'linked',
  plugins: [lean],
})
const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)]))
files.set('THIRD_PARTY_NOTICES.txt', Buffer.from(thirdPartyNotices(metafile)))

if (values.check) {
  const present = existsSync(outdir) ? readdirSync(outdir) : []
  const differing = [...new Set([...files.keys(), ...present])].filter(
    (name) => !present.includes(name) || !files.get(name)?.equals(readFileSync(join(outdir, name))),
  )
  if (differing.length > 0) {
    console.error(
      `${outdir} is not what the source builds: ${differing.join(', ')}. Run npm run build, and commit it.`,
    )
    process.exitCode = 1
  }
} else {
  rmSync(outdir, { recursive: true, force: true })
  mkdirSync(outdir, { recursive: true })
  for (const [name, content] of files) writeFileSync(join(outdir, name), content)
}
