// Runs Node on the arguments, with pipes as GitHub's runner makes them on Windows, and hands on what arrives. Wine gives
// a program no pipe of Linux that libuv can open, but writeSync takes one.
const { spawn } = require('node:child_process')
const { writeSync } = require('node:fs')

// A stream that ends compares itself with these, and to open them is what fails.
for (const name of ['stdout', 'stderr']) Object.defineProperty(process, name, { value: undefined })

const child = spawn(process.execPath, process.argv.slice(2), { stdio: ['ignore', 'pipe', 'pipe'] })
child.stdout.on('data', (chunk) => write(1, chunk))
child.stderr.on('data', (chunk) => write(2, chunk))
child.on('close', (code) => {
  process.exitCode = code ?? 1
})

function write(file, chunk) {
  for (let done = 0; done < chunk.length; ) done += writeSync(file, chunk, done)
}
