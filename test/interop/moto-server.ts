import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

/** A server that speaks like AWS, written by people who have never seen this program. */
export interface Moto {
  url: string
  /** Also takes back the process; safe to call twice. */
  stop(): Promise<void>
}

/**
 * The executable of https://docs.getmoto.org/en/latest/docs/server_mode.html, or null where none is named: one that
 * happens to be on somebody's PATH may be of any version.
 */
export const findMoto = (env: NodeJS.ProcessEnv): string | null => env['KMS_AUDIT_MOTO_SERVER'] || null

/** Starts a server on a free port of this machine and waits until it says where it listens. */
export async function startMoto(executable: string): Promise<Moto> {
  const env = { PATH: process.env['PATH'], PYTHONUNBUFFERED: '1' }
  const server = spawn(executable, ['-H', '127.0.0.1', '-p', '0'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
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
