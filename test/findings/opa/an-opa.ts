import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What was asked, in the order in which it came. */
export interface Asked {
  path: string
  headers: IncomingHttpHeaders
  body: { input: Record<string, unknown> }
}

export interface AnOpa {
  url: string
  asked: Asked[]
  /** The most questions that were open at once. */
  atOnce: () => number
  stop(): Promise<void>
}

/** Something on a port of this machine that answers like OPA, or as badly as a test wants it. */
export async function anOpa(answer: (asked: Asked, response: ServerResponse) => unknown): Promise<AnOpa> {
  const asked: Asked[] = []
  let [open, most] = [0, 0]
  const server = createServer((request, response) => {
    most = Math.max(most, ++open)
    response.once('close', () => open--)
    void text(request).then(async body => {
      const question = { path: request.url ?? '', headers: request.headers, body: JSON.parse(body) as Asked['body'] }
      asked.push(question)
      const result = await answer(question, response)
      if (response.writableEnded || response.destroyed || result === HANG) return
      response.setHeader('content-type', 'application/json').end(JSON.stringify(result))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = (): Promise<void> =>
    new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, asked, atOnce: () => most, stop }
}

/** As an answer: none, ever. */
export const HANG = Symbol('hang')

/** An error as OPA words it. */
export function refuse(response: ServerResponse, status: number, body: unknown = {}): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
