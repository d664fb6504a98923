import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import test from 'node:test'
import { readLines } from './line-reader.ts'

async function read(...chunks: (string | number[])[]) {
  const lines: string[] = []
  const stream = Readable.from(
    chunks.map((chunk) => Buffer.from(chunk as string)),
    { objectMode: false },
  )
  const { end } = readLines(stream, (line) => lines.push(line))
  await finished(stream)
  return { text: end(), lines }
}

test('CR, LF and CRLF end a line; a last line needs none', async () => {
  assert.deepEqual(await read('a\rb\r\nc\n\nd'), { text: 'a\rb\r\nc\n\nd', lines: ['a', 'b', 'c', '', 'd'] })
})

test('chunks may break off anywhere: in a line, in a CRLF, in a character', async () => {
  const { lines } = await read('::add-', 'mask::x\r', '\ny\r', 'z\n', [0xc3], [0xa9], '\n')
  assert.deepEqual(lines, ['::add-mask::x', 'y', 'z', 'é'])
})
