import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port.ts'

/** A real Open Policy Agent. */
export interface OpaServer {
  url: string
  /** Also takes back the process; safe to call twice. */
  stop(): Promise<void>
}

/** The executable of https://www.openpolicyagent.org/, or null where none is named: one on a PATH may be of any version. */
export const findOpa = (env: NodeJS.ProcessEnv): string | null => env['KMS_AUDIT_OPA'] || null

/** Starts a server with these arguments on a free port of this machine, and waits until it is healthy. */
export async function startOpa(executable: string, args: readonly string[]): Promise<OpaServer> {
  // It does not say which port it was given, so one is looked for; somebody else may be quicker.
  for (let tries = 1; tries < 5; tries++) {
    const server = await onPort(executable, await freePort(), args)
    if (server !== null) return server
  }
  throw new Error(`${executable} does not listen`)
}

async function onPort(executable: string, port: number, args: readonly string[]): Promise<OpaServer | null> {
  const url = `http://127.0.0.1:${port}`
  const serve = ['run', '--server', '--addr', `127.0.0.1:${port}`, '--log-level', 'error', ...args]
  const server = spawn(executable, serve, { env: {}, stdio: 'ignore' })
  const over = new AbortController()
  const ended = new Promise<void>(resolve => server.once('close', resolve).once('error', () => resolve()))
  void ended.then(() => over.abort())
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM')
    await Promise.race([ended, sleep(5000, undefined, { ref: false })])
    server.kill('SIGKILL')
  }
  for (let waited = 0; waited < 300 && !over.signal.aborted; waited++) {
    const isThere = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    )
    // Healthy, and not somebody else on the port that ours did not get.
    if (isThere && !over.signal.aborted) return { url, stop }
    await sleep(100)
  }
  await stop()
  return null
}
