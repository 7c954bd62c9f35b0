import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { listen } from './a-proxy.ts'

/** A CA of our own, and a server certificate that it signed. */
export interface PrivateCa {
  /** Path of the CA's certificate. */
  file: string
  key: string
  cert: string
}

/** Made anew by openssl, for these host names, and valid for a day. */
export function privateCa(folder: string, names: readonly string[]): PrivateCa {
  const at = (name: string): string => join(folder, name)
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl('req', '-x509', ...fresh, '-days', '1', '-subj', '/CN=Test CA', '-keyout', 'ca.key', '-out', 'ca.pem')
  openssl('req', ...fresh, '-subj', '/CN=server', '-keyout', 'server.key', '-out', 'server.csr')
  writeFileSync(at('names'), `subjectAltName=${names.map(nameOf).join(',')}`)
  const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '1', '-extfile', 'names']
  openssl('x509', '-req', '-in', 'server.csr', ...signing, '-out', 'server.pem')
  const text = (name: string): string => readFileSync(at(name), 'utf8')
  return { file: at('ca.pem'), key: text('server.key'), cert: text('server.pem') }
}

const nameOf = (name: string): string => (/^[\d.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`)

/** TLS before a plain server on this machine. */
export async function behindTls({ key, cert }: PrivateCa, port: number): Promise<{ port: number; stop: () => void }> {
  const sockets = new Set<Socket>()
  const server = createServer({ key, cert }, socket => {
    const plain = connect(port, '127.0.0.1')
    for (const each of [socket, plain]) {
      sockets.add(each)
      each.on('error', () => {}).on('close', () => sockets.delete(each))
    }
    socket.pipe(plain).pipe(socket)
  })
  server.on('tlsClientError', () => {})
  const stop = (): void => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  return { port: await listen(server), stop }
}
