import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../free-port.ts'
import { startServer, type LocalServer } from '../local-server.ts'

/** The executable of https://github.com/ministackorg/ministack, or null where none is named. */
export const findMinistack = (env: NodeJS.ProcessEnv): string | null => env['KMS_AUDIT_MINISTACK'] || null

/** Starts another server that speaks like AWS, on a free port of this machine and on no other address. */
export async function startMinistack(executable: string): Promise<LocalServer> {
  const home = await mkdtemp(join(tmpdir(), 'ministack-'))
  const port = await freePort()
  const server = await startServer(executable, [], {
    HOME: home,
    TMPDIR: home,
    BIND_HOST: '127.0.0.1',
    // Its addresses of queues contain the port, so that it must know it before it listens.
    GATEWAY_PORT: String(port),
    MINISTACK_HOST: '127.0.0.1',
    MINISTACK_ACCOUNT_ID: '111122223333',
    // These would listen on every address.
    SFTP_ENABLED: '0',
    IOT_MTLS_ENABLED: '0',
  })
  const stop = async (): Promise<void> => {
    await server.stop()
    await rm(home, { recursive: true, force: true })
  }
  return { url: server.url, stop }
}
