import { DescribeKeyCommand } from '@aws-sdk/client-kms'
import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { clientsFor } from '../../../src/aws/session/clients.ts'
import { limited, networkWire } from '../../../src/aws/session/wire.ts'
import { PLAIN_CONNECTION } from '../../../src/aws/credentials/connection.ts'
import { Deadlines } from '../../../src/lib/flow/deadlines.ts'

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'

let server: Server
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/** A KMS client over the real network handler, asking a server that answers as told. */
async function asking(answer: (response: ServerResponse) => void, outer: AbortSignal, milliseconds: number) {
  const sockets: Socket[] = []
  server = createServer((_, response) => answer(response))
  server.on('connection', socket => sockets.push(socket))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { requestHandler } = await networkWire({})
  const handler = limited(requestHandler, new Deadlines(outer, milliseconds))
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'none' }
  const kms = await clientsFor('eu-west-1', credentials, handler, { ...PLAIN_CONNECTION, endpointOf: () => url }).kms()
  const describe = () => kms.send(new DescribeKeyCommand({ KeyId: '11111111-2222-4333-8444-000000000001' }))
  return { describe, sockets, close: () => requestHandler.destroy?.() }
}

const silent = (): void => {}
const halfWay = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': 100 })
  response.write('{"KeyMetadata":')
}

test.each([
  ['never begins', silent],
  ['stops in its middle', halfWay],
])('wire: an answer that %s is broken off in time, and its connection closed', async (_, answer) => {
  const { describe, sockets, close } = await asking(answer, new AbortController().signal, 100)
  await expect(describe()).rejects.toThrow()
  await vi.waitFor(() => expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true]))
  close()
})

test.each([
  ['never begins', silent],
  ['stops in its middle', halfWay],
])('wire: the end of the run breaks off an answer that %s', async (_, answer) => {
  const run = new AbortController()
  const { describe, sockets, close } = await asking(answer, run.signal, 60_000)
  const asked = expect(describe()).rejects.toThrow()
  await vi.waitFor(() => expect(sockets).toHaveLength(1))
  setTimeout(() => run.abort(), 20)
  await asked
  await vi.waitFor(() => expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true]))
  close()
})

test('wire: calls one after the other share a connection, and the SDK does not repeat a failed call', async () => {
  let calls = 0
  const fail = (response: ServerResponse): void => {
    calls++
    response.writeHead(500, { 'content-type': 'application/x-amz-json-1.1' }).end('{"__type":"KMSInternalException"}')
  }
  const { describe, sockets, close } = await asking(fail, new AbortController().signal, 60_000)
  for (let tries = 0; tries < 3; tries++) await expect(describe()).rejects.toThrow()
  expect([calls, sockets.length]).toEqual([3, 1])
  close()
})
