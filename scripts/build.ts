import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { basename, join, resolve as resolvePath } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { type BuildOptions, build, type Plugin } from 'esbuild'

/*
 * Builds `dist/`, or the folder given as argument. CommonJS, because it starts sooner: an ESM import of a module of
 * Node's reads all its getters, and with them loads Node's own undici (http, 40 ms) and web crypto.
 * With --check it writes nothing, and fails if the folder holds anything else.
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

/** Our files. They stay readable, since people review them. */
const OWN = {
  main: './src/hosts/github/main.ts',
  program: './src/hosts/github/program.ts',
  remedies: './src/advice/catalogue.ts',
  certificate: './src/credentials/certificate/read-certificate.ts',
  summary: './src/failure/summary.ts',
  'github-tokens': './src/hosts/github/issued-tokens.ts',
}
/** Packages, minified: their source is elsewhere. */
const PACKAGES = {
  'confidential-client': './src/entra/msal/confidential-client.ts',
  'http-client': '@actions/http-client',
  'job-summary': './src/hosts/github/job-summary.ts',
  jsonwebtoken: 'jsonwebtoken',
  'managed-identity': './src/entra/msal/managed-identity.ts',
  pfx: './src/credentials/certificate/pfx.ts',
  'public-client': './src/entra/msal/public-client.ts',
  tunnel: 'tunnel',
}
/** Each file is whole: one more that a run loads costs it a millisecond. */
const fileOf = new Map(
  Object.entries({ ...OWN, ...PACKAGES }).map(([name, source]) => [
    source.startsWith('.') ? resolvePath(source) : source,
    `./${name}.cjs`,
  ]),
)

/** CommonJS packages that only some runs call, and what is called: to sign with a certificate, to go through a proxy. */
const CALLED_SELDOM = new Map([
  ['jsonwebtoken', ['sign']],
  ['tunnel', ['httpsOverHttps', 'httpsOverHttp', 'httpOverHttps', 'httpOverHttp']],
])

/** Modules that packages import and nothing here calls, and the export that stands in for each. */
const ABSENT = new Map([
  // A dispatcher for fetch, of @actions/http-client; 416 KB.
  ['undici', 'ProxyAgent'],
  // Grants, of MSAL; 60 KB.
  ...[
    'AuthorizationCodeClient',
    'DeviceCodeClient',
    'LoopbackClient',
    'OnBehalfOfClient',
    'RefreshTokenClient',
    'SilentFlowClient',
    'UserFederatedIdentityCredentialClient',
  ].map((name): [string, string] => [name, name]),
])
const neverImported = new Set(ABSENT.keys())

/** Modules of which only what they export is built in, as it is now: to work it out would load half of the program. */
const EVALUATED = /[\\/]early-inputs\.ts$/

/** What Node loads and nothing here uses costs more than all the rest of the start. */
const lean: Plugin = {
  name: 'lean',
  setup({ onLoad, onResolve, resolve }) {
    onResolve({ filter: /./ }, ({ path }) => {
      const name = basename(path, '.mjs')
      neverImported.delete(name)
      return ABSENT.has(name) ? { path: name, namespace: 'absent' } : undefined
    })
    onLoad({ filter: /./, namespace: 'absent' }, ({ path }) => ({
      contents: `export function ${ABSENT.get(path)}() { throw new Error('${path} is not part of this build') }`,
    }))

    onLoad({ filter: EVALUATED }, async ({ path }) => {
      const exported = Object.entries(await import(pathToFileURL(path).href))
      const constants = exported.map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}`)
      return { contents: constants.join('\n') }
    })

    // Outside node_modules, Node warns of this call in the user's log.
    onLoad({ filter: /node_modules[\\/]tunnel[\\/]lib[\\/]tunnel\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('new Buffer(', 'Buffer.from('),
    }))

    onResolve({ filter: /./ }, ({ path, kind, resolveDir }) => {
      const file = fileOf.get(path.startsWith('.') ? join(resolveDir, path) : path)
      if (file && kind === 'dynamic-import') return { path: file, external: true }
      return file && kind === 'import-statement' && CALLED_SELDOM.has(path)
        ? { path, namespace: 'called-seldom', sideEffects: false }
        : undefined
    })
    onLoad({ filter: /./, namespace: 'called-seldom' }, ({ path }) => {
      const names = CALLED_SELDOM.get(path) ?? []
      const functions = names.map(
        (name) => `export const ${name} = (...given) => require('${fileOf.get(path)}').${name}(...given)`,
      )
      return { contents: [...functions, `export default { ${names.join(', ')} }`].join('\n') }
    })

    onResolve({ filter: /^[@\w.]/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === lean || isBuiltin(path)) return undefined
      const resolved = await resolve(path, { ...from, pluginData: lean })
      return PURE.test(resolved.path) ? { ...resolved, sideEffects: false } : undefined
    })
  },
}

/** The licences of all that is bundled, from the packages' own files. */
function thirdPartyNotices(inputs: string[]): string {
  const folders = inputs.map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
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

/** Of src/. */
function sourcesInSeveralFiles(): string[] {
  const all = builds.flatMap(({ metafile }) =>
    Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs)
        .filter(([path, { bytesInOutput }]) => path.startsWith('src/') && bytesInOutput > 0)
        .map(([path]) => path),
    ),
  )
  return all.filter((path, index) => all.indexOf(path) < index)
}

const settings: BuildOptions & { metafile: true; write: false } = {
  outdir,
  outExtension: { '.js': '.cjs' },
  external: ['./*.cjs'],
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node24',
  supported: { 'dynamic-import': false },
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  write: false,
  minify: values.minify,
  sourcemap: values.sourcemap && 'linked',
  plugins: [lean],
}
const builds = await Promise.all([
  build({ ...settings, entryPoints: OWN }),
  build({ ...settings, entryPoints: PACKAGES, minify: true }),
])
if (neverImported.size > 0) throw new Error(`Nothing imports ${[...neverImported].join(', ')} any more.`)
for (const source of sourcesInSeveralFiles()) {
  if (/^export class /m.test(readFileSync(source, 'utf8')))
    throw new Error(
      `${source} is in several files, and so is each of its classes: instanceof would tell them apart.`,
    )
}

const files = new Map(
  builds.flatMap(({ outputFiles }) =>
    outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)]),
  ),
)
const inputs = builds.flatMap(({ metafile }) => Object.keys(metafile.inputs))
files.set('THIRD_PARTY_NOTICES.txt', Buffer.from(thirdPartyNotices(inputs)))

if (values.check) {
  const present = existsSync(outdir) ? readdirSync(outdir) : []
  const differing = [...new Set([...files.keys(), ...present])].filter(
    (name) => !present.includes(name) || !files.get(name)?.equals(readFileSync(join(outdir, name))),
  )
  if (differing.length > 0) {
    console.error(
      `${outdir} is not what the source builds: ${differing.join(', ')}. Run npm run bundle, and commit it.`,
    )
    process.exitCode = 1
  }
} else {
  rmSync(outdir, { recursive: true, force: true })
  mkdirSync(outdir, { recursive: true })
  for (const [name, content] of files) writeFileSync(join(outdir, name), content)
}
