import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { fileOf } from './files.ts'

/**
 * Takes into the file what is in files of its own for the action. It is evaluated when it is imported.
 * @param texts files that few runs need, by name: they stay text until then, which V8 need not parse. That saves 10 of
 * the 19 ms that all else takes to parse.
 */
export function inOneFile(texts: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'in-one-file',
    setup({ onLoad, onResolve, resolve }) {
      onResolve({ filter: /./ }, ({ path, kind, importer, resolveDir }) => {
        const file =
          kind === 'dynamic-import' ? fileOf.get(path.startsWith('.') ? join(resolveDir, path) : path) : path
        if (file && texts.has(file)) return { path: file, namespace: 'text' }
        return file && kind === 'dynamic-import'
          ? resolve(path, { kind: 'import-statement', importer, resolveDir })
          : undefined
      })
      onLoad({ filter: /./, namespace: 'text' }, ({ path }) => ({
        contents: `
          const parameters = { module: { exports: {} }, require }
          require('node:vm').compileFunction(
            ${JSON.stringify(texts.get(path))},
            Object.keys(parameters),
            { filename: '${path}' },
          )(...Object.values(parameters))
          module.exports = parameters.module.exports`,
      }))
    },
  }
}
