import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Ways } from './distance.ts'

/*
 * TCP proxies on loopback that make what is behind them far away. What is simulated: every piece of data arrives half a
 * round trip after it was sent, each way, in order, and so does the end of a connection. The kernel completes a
 * connection on loopback at once, so the round trip of TCP's handshake is put before the client's first data instead:
 * what the client sends at time t arrives at max(t, start + round trip) + half a round trip. No limit of bandwidth,
 * no loss and no slow start: the answers fit into TCP's first window. DNS is not simulated.
 *
 * In a process of its own, so that nothing else makes its timers late.
 */
process.once('message', async ({ ports, roundTrip }: Ways) => {
  const servers = await Promise.all(ports.map((port) => startProxy(port, roundTrip)))
  process.once('disconnect', () => process.exit())
  process.send?.(servers)
})

async function startProxy(target: number, roundTrip: number): Promise<number> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const established = performance.now() + roundTrip
    const upstream = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    carry(client, upstream, () => Math.max(0, established - performance.now()) + roundTrip / 2)
    carry(upstream, client, () => roundTrip / 2)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** Hands everything from one socket to the other, late; the one that was sent first arrives first. */
function carry(from: Socket, to: Socket, delay: () => number): void {
  let latest = 0
  const later = (deliver: () => void) => {
    latest = Math.max(latest, performance.now() + delay())
    setTimeout(deliver, latest - performance.now())
  }
  from.on('data', (data) => later(() => to.writable && to.write(data)))
  from.on('end', () => later(() => to.end()))
  from.on('error', () => later(() => to.destroy()))
}
