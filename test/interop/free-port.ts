import { createServer, type AddressInfo } from 'node:net'

/** A port of this machine on which nothing listens now. Somebody else may be quicker to use it. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
