import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

/** A server of somebody else's on this machine. */
export interface LocalServer {
  url: string
  /** Also takes back the process; safe to call twice. */
  stop(): Promise<void>
}

/** Starts a server and waits until it says where on this machine it listens. */
export async function startServer(
  executable: string,
  args: readonly string[],
  variables: Record<string, string>,
): Promise<LocalServer> {
  const env = { PATH: process.env['PATH'], PYTHONUNBUFFERED: '1', ...variables }
  const server = spawn(executable, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>(resolve => server.once('close', () => resolve()).once('error', () => resolve()))
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM')
    await Promise.race([ended, sleep(5000, undefined, { ref: false })])
    server.kill('SIGKILL')
  }
  let said = ''
  const url = new Promise<string>((resolve, reject) => {
    const listen = (chunk: string): void => {
      said += chunk
      const [, found] = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(said) ?? []
      if (found !== undefined) resolve(found)
    }
    server.stdout.setEncoding('utf8').on('data', listen)
    server.stderr.setEncoding('utf8').on('data', listen)
    server.once('error', reject)
    void ended.then(() => reject(new Error(`${executable} ended before it listened: ${said}`)))
    setTimeout(() => reject(new Error(`${executable} does not listen after a minute: ${said}`)), 60_000).unref()
  })
  try {
    return { url: await url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
