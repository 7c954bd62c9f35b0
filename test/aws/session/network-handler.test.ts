import { HttpRequest } from '@smithy/core/protocols'
import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { networkHandler } from '../../../src/aws/session/network-handler.ts'

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

test('network handler: a header that cannot be sent is refused before timers begin', async () => {
  const handler = networkHandler({ env: {}, ca: null })
  const headers = { authorization: 'token\n' }
  const request = new HttpRequest({ protocol: 'http:', hostname: '127.0.0.1', port: 1, path: '/', headers })
  const before = process.getActiveResourcesInfo().filter(name => name === 'Timeout').length
  await expect(handler.handle(request)).rejects.toMatchObject({ code: 'ERR_INVALID_CHAR' })
  expect(process.getActiveResourcesInfo().filter(name => name === 'Timeout').length).toBe(before)
})
