import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A request as the server of a destination received it. */
export interface Received {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}

/** What the server does with a request: it answers, hangs, closes the connection, or does so in the middle of an answer. */
export type Reaction =
  { status: number; headers?: Record<string, string>; body?: string } | 'hang' | 'reset' | 'break off'

/** A server on this machine that receives messages. */
export interface Destination {
  /** `http://127.0.0.1:PORT` */
  url: string
  received: Received[]
  stop(): Promise<void>
}

/** @param react what the server does with each request; `index` is the number of requests before it */
export async function aDestination(
  react: (request: Received, index: number) => Reaction | Promise<Reaction>,
): Promise<Destination> {
  const received: Received[] = []
  const server = createServer((request, response) => void answer(request, response))
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request
    const one = { method, path: url, headers, body: await text(request) }
    received.push(one)
    const reaction = await react(one, received.length - 1)
    if (reaction === 'hang') return
    if (reaction === 'reset') return void response.socket?.destroy()
    if (reaction === 'break off') {
      response.writeHead(200, { 'content-length': '100' }).write('{', () => response.socket?.destroy())
      return
    }
    response.writeHead(reaction.status, reaction.headers).end(reaction.body ?? '')
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Answers each request with the next reaction, and further ones with the last. */
export const inTurn =
  (...reactions: readonly Reaction[]) =>
  (_: Received, index: number): Reaction =>
    reactions[Math.min(index, reactions.length - 1)] ?? 'reset'
