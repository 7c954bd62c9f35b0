import { HttpRequest } from '@smithy/core/protocols'
import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { networkHandler } from '../../src/aws/network-handler.ts'

const ask = async (port: number): Promise<unknown> => {
  const handler = networkHandler({ env: {}, ca: null })
  const request = new HttpRequest({ protocol: 'http:', hostname: '127.0.0.1', port, method: 'POST', path: '/' })
  try {
    return await handler.handle(request)
  } finally {
    handler.destroy?.()
  }
}

test('network handler: a refused connection keeps the code of the system', async () => {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  await expect(ask(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
