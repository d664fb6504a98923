import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'
import { fileOf } from './files.ts'

/** Packages of which only what is used is kept. Their package.json does not say so, and their modules run nothing. */
const PURE = /node_modules[\\/]@(actions|azure)[\\/]/

/** CommonJS packages that only some runs call, and what is called: to sign with a certificate, to go through a proxy. */
const CALLED_SELDOM = new Map([
  ['jsonwebtoken', ['sign']],
  ['tunnel', ['httpsOverHttps', 'httpsOverHttp', 'httpOverHttps', 'httpOverHttp']],
])

/** Modules that packages import and nothing here calls, and the export that stands in for each. */
const ABSENT = new Map([
  // A dispatcher for fetch, of @actions/http-client; 416 KB.
  ['undici', 'ProxyAgent'],
  // Grants, of MSAL, 60 KB, and its server for a browser that comes back.
  ...['LoopbackClient', 'OnBehalfOfClient', 'SilentFlowClient', 'UserFederatedIdentityCredentialClient'].map(
    (name): [string, string] => [name, name],
  ),
])
/** The same, where nobody stays signed in. */
const ABSENT_FROM_ONE_TOKEN = new Map([['RefreshTokenClient', 'RefreshTokenClient']])
/** The same, of what the command line has for people, and the action has not. */
const ABSENT_FROM_ACTION = new Map([
  ['sign-in.ts', 'signIn'],
  ['AuthorizationCodeClient', 'AuthorizationCodeClient'],
  ['DeviceCodeClient', 'DeviceCodeClient'],
])
/** Those that no build has imported so far. */
export const neverImported = new Set([
  ...ABSENT.keys(),
  ...ABSENT_FROM_ONE_TOKEN.keys(),
  ...ABSENT_FROM_ACTION.keys(),
])

/**
 * Modules of which only what they export is built in, as it is now: to work it out would load half of the program, or
 * read a file that users don't have.
 */
const EVALUATED = /[\\/](early-inputs|terminal[\\/]version)\.ts$/

/** Marks what this plugin itself asks esbuild to resolve. */
const own = Symbol('lean')

/** What Node loads and nothing here uses costs more than all the rest of the start. */
const lean = (absent: ReadonlyMap<string, string>): Plugin => ({
  name: 'lean',
  setup({ onLoad, onResolve, resolve }) {
    onResolve({ filter: /./ }, ({ path }) => {
      const name = basename(path, '.mjs')
      neverImported.delete(name)
      return absent.has(name) ? { path: name, namespace: 'absent' } : undefined
    })
    onLoad({ filter: /./, namespace: 'absent' }, ({ path }) => ({
      contents: `export function ${absent.get(path)}() { throw new Error('${path} is not part of this build') }`,
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
      // What imports the remedies outright is loaded late itself.
      const isLate = kind === 'dynamic-import' || path === './catalogue.ts'
      if (file && isLate) return { path: file, external: true }
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
      if (pluginData === own || isBuiltin(path)) return undefined
      const resolved = await resolve(path, { ...from, pluginData: own })
      return PURE.test(resolved.path) ? { ...resolved, sideEffects: false } : undefined
    })
  },
})

export const leanCommandLine = lean(ABSENT)
export const leanAction = lean(new Map([...ABSENT, ...ABSENT_FROM_ONE_TOKEN, ...ABSENT_FROM_ACTION]))
/** Of the action that serves tokens. */
export const leanRefresh = lean(new Map([...ABSENT, ...ABSENT_FROM_ACTION]))
