import { startServer, type LocalServer } from './local-server.ts'

/** A server that speaks like AWS, written by people who have never seen this program. */
export type Moto = LocalServer

/**
 * The executable of https://docs.getmoto.org/en/latest/docs/server_mode.html, or null where none is named: one that
 * happens to be on somebody's PATH may be of any version.
 */
export const findMoto = (env: NodeJS.ProcessEnv): string | null => env['KMS_AUDIT_MOTO_SERVER'] || null

/** Starts a server on a free port of this machine and waits until it says where it listens. */
export const startMoto = (executable: string, variables: Record<string, string> = {}): Promise<Moto> =>
  startServer(executable, ['-H', '127.0.0.1', '-p', '0'], variables)
