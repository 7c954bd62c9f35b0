import type { AwsCredentialIdentityProvider } from '@smithy/types'
import type { RequestHandler } from '../../session/request-handler.ts'
import type { Connection } from '../connection.ts'
import type { Env } from '../../../lib/process/env.ts'

/** What getting credentials takes from the run. */
export interface ProviderContext {
  env: Env
  connection: Connection
  /** Of the STS that is asked for roles. */
  region: string
  requestHandler: RequestHandler
  signal: AbortSignal
  /** A way to ask the user for one line; null where there is no terminal. The line is null when nothing was typed. */
  asker(): ((question: string) => Promise<string | null>) | null
  roles: Roles
}

/** The roles of one run by profile: two profiles with one source share its session, and its code is asked for once. */
export type Roles = Map<string, AwsCredentialIdentityProvider>
