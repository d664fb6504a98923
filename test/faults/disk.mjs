import fs from 'node:fs'

/*
 * Preloaded into the step's process: a disk that fills up, and tells on stdout when one of the runner's files is
 * written to. DISK_ROOM is JSON: variable that names the file → bytes that still fit into it. Each has a line already.
 */
const room = JSON.parse(process.env.DISK_ROOM ?? '{}')
const variables = new Map()
for (const name of ['GITHUB_ENV', 'GITHUB_OUTPUT']) {
  fs.appendFileSync(process.env[name], 'EARLIER=1\n')
  variables.set(fs.statSync(process.env[name]).ino, name)
}

const { appendFileSync, writeSync } = fs

/** @returns how many bytes are written; throws when there is room for none */
function fit(name, length) {
  process.stdout.write(`writing to ${name}\n`)
  const fits = Math.min(length, room[name] ?? length)
  if (name in room) room[name] -= fits
  if (fits === 0) {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28 })
  }
  return fits
}

fs.writeSync = (file, bytes, offset = 0, length = bytes.length - offset, position = null) => {
  const name = variables.get(fs.fstatSync(file).ino)
  return writeSync(file, bytes, offset, name ? fit(name, length) : length, position)
}
fs.appendFileSync = (path, text, options) => {
  const name = variables.get(fs.statSync(path).ino)
  if (!name) return appendFileSync(path, text, options)
  for (let rest = Buffer.from(text); rest.length > 0; ) {
    const fits = fit(name, rest.length)
    appendFileSync(path, rest.subarray(0, fits))
    rest = rest.subarray(fits)
  }
}
