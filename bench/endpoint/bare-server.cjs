const { createServer } = require('node:http')

/*
 * The least that answers: Node's own server, and the same bytes to whoever asks. It prints its port. JavaScript, because
 * Node would first have to load what strips types.
 */
const { ANSWER } = process.env
const server = createServer((_, response) => {
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(ANSWER),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(ANSWER)
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
