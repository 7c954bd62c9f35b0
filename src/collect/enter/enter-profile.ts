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
import type { Door } from '../run/door.ts'
import { likelyRegions, patternsFor } from './regions-asked.ts'

/** An account by the credentials of one profile, with the Regions that were asked for there. */
export interface Base {
  session: Session
  patterns: readonly string[]
  likely: readonly string[]
}

/** Enters the account of a profile; null: of what the environment says. Throws an `AuditError` of one line. */
export async function enterProfile(door: Door, profile: string | null, roles: Roles): Promise<Base> {
  const settings = await settingsFor(door, profile)
  const { connection } = settings
  const patterns = patternsFor(door, connection.ambient)
  const regions = likelyRegions(patterns, connection.ambient)
  const { run } = door
  const requestHandler = await door.handlerFor(connection.caBundle)
  const credentials = await credentialsFor(door, settings, requestHandler, regions, roles)
  const answer = await enterAccount({ credentials, connection, requestHandler, regions, run })
  if (answer.known) return { session: answer.value, patterns, likely: regions }
  // A Region that no list names is a typo before anything else is wrong.
  const typo = patterns.map(unlisted).find(found => found !== null)
  if (typo !== undefined && typo !== null) throw typo
  throw new Refusal(answer.reason, cannotEnter(profile, regions, answer, stepAfter(settings)))
}

/** An account that AWS, or the way to it, keeps shut. */
export class Refusal extends AuditError {
  readonly reason: GapReason

  constructor(reason: GapReason, { message, hint }: AuditError) {
    super('failed', message, hint === undefined ? {} : { hint })
    this.reason = reason
  }
}

/** A simulated AWS has no place to get better credentials from. */
const stepAfter = (settings: Settings): string | undefined =>
  'source' in settings ? nextStep(settings.source) : undefined

type Settings = SessionSettings | { connection: Connection; credentials: Credentials }

/** A simulated AWS brings its own credentials; the shared files do not matter to it. */
async function settingsFor({ ports: { env, wire } }: Door, profile: string | null): Promise<Settings> {
  if (wire?.credentials === undefined) return readSession(env, profile)
  return { connection: { ...PLAIN_CONNECTION, ambient: ambientRegion(env) }, credentials: wire.credentials }
}

function credentialsFor(
  { ports, run }: Door,
  settings: Settings,
  requestHandler: RequestHandler,
  regions: readonly string[],
  roles: Roles,
): Promise<Credentials> {
  if (!('source' in settings)) return Promise.resolve(settings.credentials)
  const { env, asker } = ports
  const { connection } = settings
  const region = regions[0] ?? 'us-east-1'
  return getCredentials(settings, { env, connection, region, requestHandler, signal: run.signal, asker, roles })
}
