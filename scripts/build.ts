import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { type BuildOptions, build, type Metafile } from 'esbuild'
import {
  COMMAND_LINE,
  COMMAND_LINE_PARTS,
  END,
  ENDPOINT,
  OF_COMMANDS,
  OWN,
  PACKAGES,
  REFRESH,
  TASK,
} from './build/files.ts'
import { leanAction, leanCommandLine, leanRefresh, neverImported } from './build/lean.ts'
import { noticesOf } from './build/notices.ts'
import { inOneFile } from './build/one-file.ts'

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

/** Of src/, in what one process can load. */
function sourcesInSeveralFiles(together: { metafile: Metafile }[]): string[] {
  const all = together.flatMap(({ metafile }) =>
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
  plugins: [leanAction],
}
/** The oldest Node that the command line runs on. */
const OLDEST_NODE = 20
/** The first statement: without it, an older Node shows a page of minified source. The file is one that Node 14 can parse. */
const refuseOlderNodes = `"use strict";
if (parseInt(process.versions.node) < ${OLDEST_NODE}) { console.error("power-platform-token needs Node ${OLDEST_NODE} or newer; this is " + process.version + "."); process.exitCode = 2; return }`
const forCommandLine = {
  ...settings,
  target: `node${OLDEST_NODE}`,
  // The first versions of Node 20 lack it.
  define: { 'process.getBuiltinModule': 'require' },
  minify: true,
  plugins: [leanCommandLine],
}
const [parts, end, ...action] = await Promise.all([
  build({ ...forCommandLine, sourcemap: false, entryPoints: COMMAND_LINE_PARTS }),
  build({ ...settings, entryPoints: END }),
  build({ ...settings, entryPoints: OWN }),
  build({ ...settings, entryPoints: PACKAGES, minify: true }),
  build({ ...settings, entryPoints: REFRESH, minify: true, plugins: [leanRefresh] }),
])
const texts = new Map(parts.outputFiles.map(({ path, text }) => [`./${basename(path)}`, text]))
const ofTask = new Map([...texts].filter(([name]) => !OF_COMMANDS.includes(name)))
const inOne = {
  ...forCommandLine,
  // V8 takes longer to read a template than a string, and Node 14 can't read `??=`.
  supported: { ...settings.supported, 'template-literal': false, 'logical-assignment': false },
}
const [commandLine, task, endpoint] = await Promise.all([
  build({
    ...inOne,
    entryPoints: COMMAND_LINE,
    banner: { js: `#!/usr/bin/env node\n${refuseOlderNodes}` },
    plugins: [inOneFile(texts), leanCommandLine],
  }),
  build({ ...inOne, entryPoints: TASK, plugins: [inOneFile(ofTask), leanCommandLine] }),
  build({ ...inOne, entryPoints: ENDPOINT, plugins: [inOneFile(ofTask), leanCommandLine] }),
])
const builds = [...action, end, commandLine, task, endpoint]
if (neverImported.size > 0) throw new Error(`Nothing imports ${[...neverImported].join(', ')} any more.`)
for (const source of [action, [parts, commandLine], [parts, task], [parts, endpoint]].flatMap(
  sourcesInSeveralFiles,
)) {
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
files.set('THIRD_PARTY_NOTICES.txt', Buffer.from(noticesOf(inputs, 'the files in this folder')))

for (const [name, content] of files) {
  // V8 keeps and reads a file of ASCII alone as half as many bytes.
  if (name.endsWith('.cjs') && content.some((byte) => byte > 127))
    throw new Error(
      `${name} is not in ASCII alone: some regular expression has another character, without an escape.`,
    )
}

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
