import type { Readable } from 'node:stream'

/**
 * Hands on a stream's text line by line; CR, LF and CRLF end one, as for .NET's StreamReader.ReadLine. `end`
 * hands on a last line that none of them ended, and answers with all of the text.
 */
export function readLines(stream: Readable, onLine: (line: string) => void): { end: () => string } {
  const decoder = new TextDecoder()
  let text = ''
  let rest = ''
  let afterCarriageReturn = false

  const take = (chunk: string) => {
    if (chunk === '') return
    text += chunk
    // The LF of a CRLF that two chunks share ends no second line.
    const news = afterCarriageReturn && chunk.startsWith('\n') ? chunk.slice(1) : chunk
    afterCarriageReturn = chunk.endsWith('\r')
    const lines = (rest + news).split(/\r\n|\r|\n/)
    rest = lines.pop() as string
    for (const line of lines) onLine(line)
  }

  stream.on('data', (chunk: Buffer) => take(decoder.decode(chunk, { stream: true })))
  const end = () => {
    take(decoder.decode())
    if (rest !== '') onLine(rest)
    rest = ''
    return text
  }
  return { end }
}
