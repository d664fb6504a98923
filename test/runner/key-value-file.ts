/**
 * Reads `name=value` and `name<<delimiter` entries, as EnvFileKeyValuePairs in
 * src/Runner.Worker/FileCommandManager.cs. Entries before a malformed one are yielded before it throws.
 */
export function* readKeyValues(text: string): Generator<[name: string, value: string]> {
  let index = 0
  const readLine = (): { line: string; ended: boolean } | undefined => {
    if (index >= text.length) return undefined
    const start = index
    const end = text.indexOf('\n', start)
    index = end < 0 ? text.length : end + 1
    return { line: text.slice(start, end < 0 ? undefined : end), ended: end >= 0 }
  }

  for (let entry = readLine(); entry; entry = readLine()) {
    const { line } = entry
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      yield [line.slice(0, equals), line.slice(equals + 1)]
      continue
    }
    if (heredoc < 0) throw new Error(`Invalid format '${line}'`)

    const name = line.slice(0, heredoc)
    const delimiter = line.slice(heredoc + 2)
    if (name === '' || delimiter === '') {
      throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`)
    }
    const values: string[] = []
    for (let next = readLine(); next?.line !== delimiter; next = readLine()) {
      if (!next) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
      if (!next.ended) throw new Error('Invalid value. EOF marker missing new line.')
      values.push(next.line)
    }
    yield [name, values.join('\n')]
  }
}
