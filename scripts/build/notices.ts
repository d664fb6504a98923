import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The licences of all that is bundled, from the packages' own files.
 * @param inputs paths of the modules
 * @param whole as in "part of …"
 */
export function noticesOf(inputs: readonly string[], whole: string): string {
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
  return `These packages are part of ${whole}.\n\n${notices.join(`\n${'-'.repeat(80)}\n\n`)}`
}
