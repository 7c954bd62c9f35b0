import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConnectionReset } from '../faults/apply-effects.ts'
import type { SimulatedAws } from './simulated-aws.ts'

export interface RunningServer {
  /** For `AWS_ENDPOINT_URL`: one address for all services and Regions. */
  url: string
  close: () => Promise<void>
}

/** Serves the simulated AWS on this machine only, at a port that the system chooses. */
export async function serve(aws: SimulatedAws): Promise<RunningServer> {
  const server = createServer((request, response) => void respond(aws, request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function respond(aws: SimulatedAws, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'POST', url: path = '/', headers } = request
  try {
    const body = await bodyOf(request)
    const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    const answer = await aws.handle({ method, host: plain['host'] ?? '', path, headers: plain, body })
    response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) })
    response.end(answer.body)
  } catch (error) {
    // A broken connection is part of the simulation. Any other error is a bug in it and must be visible.
    if (error instanceof ConnectionReset || request.socket.destroyed) request.socket.destroy()
    else
      response
        .writeHead(500, { 'content-type': 'text/plain' })
        .end(String(error instanceof Error ? error.stack : error))
  }
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
