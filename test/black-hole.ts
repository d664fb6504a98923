import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'

/** Listens, and blocks for ever. */
const script = `
require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
  const { port } = this.address()
  process.send(port, () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))
})`

/**
 * A port on loopback where packets vanish, as behind a firewall: whoever listens takes no connection, and the two that
 * the kernel would keep for it are there already.
 */
export async function startBlackHole(): Promise<{ port: number } & AsyncDisposable> {
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [port] = (await once(child, 'message')) as [number]
  const kept = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')]
  await Promise.all(kept.map((socket) => once(socket, 'connect')))
  return {
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of kept) socket.destroy()
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
