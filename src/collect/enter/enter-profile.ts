import type { Session } from '../../aws/session/enter-account.ts'
import { enterAccount } from '../../aws/session/enter-account.ts'
import { cannotEnter } from '../../aws/session/cannot-enter.ts'
import type { Credentials } from '../../aws/session/clients.ts'
import { unlisted } from '../../aws/session/regions.ts'
import { PLAIN_CONNECTION, type Connection } from '../../aws/credentials/connection.ts'
import { nextStep } from '../../aws/credentials/next-step.ts'
import type { Roles } from '../../aws/credentials/providers/provider-context.ts'
import { ambientRegion } from '../../aws/credentials/region.ts'
import { getCredentials, readSession, type SessionSettings } from '../../aws/credentials/session-settings.ts'
import type { RequestHandler } from '../../aws/session/request-handler.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { GapReason } from '../../model/gap.ts'
import type { Run } from '../run/run.ts'
import { likelyRegions, patternsFor } from './requested-regions.ts'

/** An account entered with the credentials of one profile, and the Regions requested for it. */
export interface ProfileLogin {
  session: Session
  patterns: readonly string[]
  likely: readonly string[]
}

/**
 * Enters the account of a profile. Null: uses the credentials of the environment. Throws an `AuditError` of one line.
 */
export async function enterProfile(run: Run, profile: string | null, roles: Roles): Promise<ProfileLogin> {
  const settings = await settingsFor(run, profile)
  const { connection } = settings
  const patterns = patternsFor(run, connection.ambient)
  const regions = likelyRegions(patterns, connection.ambient)
  const requestHandler = await run.handlerFor(connection.caBundle)
  const credentials = await credentialsFor(run, settings, requestHandler, regions, roles)
  const answer = await enterAccount({ credentials, connection, requestHandler, regions, run: run.calls })
  if (answer.known) return { session: answer.value, patterns, likely: regions }
  // A Region that no list names is a typo, which is reported before other errors.
  const typo = patterns.map(unlisted).find(found => found !== null)
  if (typo !== undefined && typo !== null) throw typo
  throw new AccessRefused(answer.reason, cannotEnter(profile, regions, answer, stepAfter(settings)))
}

/** An account that cannot be entered, because AWS refuses or cannot be reached. */
export class AccessRefused extends AuditError {
  readonly reason: GapReason

  constructor(reason: GapReason, { message, hint }: AuditError) {
    super('failed', message, hint === undefined ? {} : { hint })
    this.reason = reason
  }
}

/** Says how to get valid credentials. A simulated AWS has no such step. */
const stepAfter = (settings: Settings): string | undefined =>
  'source' in settings ? nextStep(settings.source) : undefined

type Settings = SessionSettings | { connection: Connection; credentials: Credentials }

/** Reads the settings of a profile. A simulated AWS has its own credentials and ignores the shared files. */
async function settingsFor({ host: { env, wire } }: Run, profile: string | null): Promise<Settings> {
  if (wire?.credentials === undefined) return readSession(env, profile)
  return { connection: { ...PLAIN_CONNECTION, ambient: ambientRegion(env) }, credentials: wire.credentials }
}

function credentialsFor(
  { host: { env, asker }, signal }: Run,
  settings: Settings,
  requestHandler: RequestHandler,
  regions: readonly string[],
  roles: Roles,
): Promise<Credentials> {
  if (!('source' in settings)) return Promise.resolve(settings.credentials)
  const { connection } = settings
  const region = regions[0] ?? 'us-east-1'
  return getCredentials(settings, { env, connection, region, requestHandler, signal, asker, roles })
}
