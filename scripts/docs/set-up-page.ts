import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { noticesOf } from '../build/notices.ts'

const folder = join(import.meta.dirname, 'set-up-page')

/** docs/set-up.html: one file that needs no other, and may ask for none. */
export async function setUpPage(): Promise<string> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(folder, 'page.ts'), join(folder, 'page.css')],
    outdir: '.',
    // Whatever would need Node fails here.
    platform: 'browser',
    target: ['chrome125', 'firefox128', 'safari18'],
    charset: 'utf8',
    bundle: true,
    format: 'iife',
    minify: true,
    legalComments: 'none',
    metafile: true,
    write: false,
  })
  const text = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text.trim() ?? ''
  const [script, style] = [text('.js'), text('.css')]
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    // Of the icon, which is empty; without one, browsers ask for a file.
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]
  const page = [
    ["default-src 'none'", policy.join('; ')],
    ['<link rel="stylesheet" href="page.css">', `<style>${style}</style>`],
    ['<script src="page.ts"></script>', `<script>${script}</script>`],
  ].reduce(
    (html, [from = '', to = '']) => html.replace(from, () => to),
    readFileSync(join(folder, 'page.html'), 'utf8'),
  )
  return `${page.trimEnd()}\n<!--\n${noticesOf(Object.keys(metafile.inputs), 'this page')}-->\n`
}

/** By which alone a browser takes it. */
function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
