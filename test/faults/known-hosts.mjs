import tls from 'node:tls'

/*
 * Preloaded into the step's process: leads the real host names to local ports, as a hosts file would if it had ports.
 * They stand in this module's address: `?hosts=` with JSON, host name → { host, port } of where the connection goes. The
 * certificate must still be one for the real name.
 */
const knownHosts = JSON.parse(new URL(import.meta.url).searchParams.get('hosts') ?? '{}')
const { connect } = tls
tls.connect = (options, ...rest) => {
  const place = knownHosts[options.host]
  if (!place) throw new Error(`a connection to ${options.host}, which is none of the test's hosts`)
  return connect({ ...options, servername: options.servername || options.host, ...place }, ...rest)
}
