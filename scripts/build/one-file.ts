import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { fileOf, STANDS_IN } from './files.ts'

/**
 * Takes into one file what is in files of its own for the action. It is evaluated when it is imported.
 * @param parts such files, by name. They stay text until then, which V8 need not parse: with all of them as code, a
 * token takes 10 ms more.
 */
export function inOneFile(parts: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'in-one-file',
    setup({ onLoad, onResolve, resolve }) {
      onResolve({ filter: /./ }, ({ path, kind, importer, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined
        const own = fileOf.get(path.startsWith('.') ? join(resolveDir, path) : path)
        const file = STANDS_IN.get(own ?? '') ?? own
        if (file && parts.has(file)) return { path: file, namespace: 'part' }
        return file ? resolve(path, { kind: 'import-statement', importer, resolveDir }) : undefined
      })
      onLoad({ filter: /./, namespace: 'part' }, ({ path }) => ({
        contents: `module.exports = require('load-part')('${path}')`,
      }))

      onResolve({ filter: /^load-part$/ }, ({ path }) => ({ path, namespace: 'load-part' }))
      onLoad({ filter: /./, namespace: 'load-part' }, () => ({
        contents: `
          const texts = ${JSON.stringify(Object.fromEntries(parts))}
          const modules = {}
          module.exports = function load(name) {
            if (!Object.hasOwn(texts, name)) return require(name)
            if (!modules[name]) {
              const { compileFunction } = require('node:vm')
              modules[name] = { exports: {} }
              const run = compileFunction(texts[name], ['module', 'exports', 'require'], { filename: name })
              run(modules[name], modules[name].exports, load)
            }
            return modules[name].exports
          }`,
      }))
    },
  }
}
