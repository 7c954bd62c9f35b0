import { createServer, request as sendRequest, type IncomingHttpHeaders, type Server } from 'node:http'
import { connect, type AddressInfo, type Server as NetServer } from 'node:net'
import type { Duplex } from 'node:stream'

/** What a client asked of the proxy: `CONNECT kms.us-east-1.amazonaws.com:443`, or `POST http://127.0.0.1:4566/`. */
interface Passed {
  what: string
  headers: IncomingHttpHeaders
}

export interface AProxy {
  url: string
  passed: Passed[]
  stop(): Promise<void>
}

/** A real proxy on this machine. Every tunnel ends at one port, whatever its name; `status` refuses them all. */
export async function aProxy({ tunnelTo = 0, status = 200 } = {}): Promise<AProxy> {
  const passed: Passed[] = []
  const server = createServer((request, response) => {
    passed.push({ what: `${request.method} ${request.url}`, headers: request.headers })
    if (status !== 200) return void response.writeHead(status, { 'content-type': 'text/html' }).end('<html>no</html>')
    const { method = 'GET', headers } = request
    const onward = sendRequest(request.url ?? '', { method, headers }, answer => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  const tunnels = new Set<Duplex>()
  server.on('connect', ({ url, headers }, client, head) => {
    passed.push({ what: `CONNECT ${url}`, headers })
    tunnels.add(client)
    client.on('error', () => {}).on('close', () => tunnels.delete(client))
    if (status !== 200)
      return void client.end(`HTTP/1.1 ${status} No\r\ncontent-type: text/html\r\n\r\n<html>no</html>`)
    const target = connect(tunnelTo, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      if (head.length > 0) target.write(head)
      target.pipe(client).pipe(target)
    })
    target.on('error', () => client.destroy())
  })
  return { url: `http://127.0.0.1:${await listen(server)}`, passed, stop: () => stop(server, tunnels) }
}

export async function listen(server: NetServer): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

function stop(server: Server, tunnels: ReadonlySet<Duplex>): Promise<void> {
  // Tunnels are not connections of the HTTP server any more, but it waits for them.
  for (const tunnel of tunnels) tunnel.destroy()
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
