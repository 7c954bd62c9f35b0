import { GetKeyLastUsageCommand } from '@aws-sdk/client-kms'
import type { GetKeyLastUsageResponse } from '@aws-sdk/client-kms'
import type { PlaceAccess } from '../aws/place-access.ts'
import type { Instant } from '../model/time.ts'
import { HOUR } from '../model/time.ts'
import type { AskedKey, Source, Testimony, Witness } from './source.ts'

/**
 * KMS's own last-usage tracking. Complete from `TrackingStartDate` on, up to an hour before the answer; it knows
 * successful cryptographic operations only, and only the last one.
 * https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-keys-determining-usage.html
 */
const kms: Source = {
  title: 'KMS last-usage tracking (GetKeyLastUsage), since 2026-04-23',
  complete: true,
  delay: HOUR,
  permissions: ['kms:GetKeyLastUsage'],
  auto: () => 'full',
  open: access => ({ look: key => look(access, key) }) satisfies Witness,
}

export default kms

async function look(access: PlaceAccess, key: AskedKey): Promise<Testimony> {
  const { caller, clients, now } = access
  const client = await clients.kms()
  const answer = await caller.call('kms:GetKeyLastUsage', key.id, () =>
    client.send(new GetKeyLastUsageCommand({ KeyId: key.id })),
  )
  if (answer.known) return read(answer.value, access, key, now - HOUR)
  if (!answer.givenUp) caller.gap('kms:GetKeyLastUsage', answer.reason, answer.why, key.id)
  return { sighting: { kind: 'unknown', reason: answer.reason, why: answer.why } }
}

/**
 * A key without a use since tracking began has an empty `KeyLastUsage`, not a missing one.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html
 */
function read(answer: GetKeyLastUsageResponse, { caller }: PlaceAccess, key: AskedKey, until: Instant): Testimony {
  const missing = missingIn(answer)
  if (missing !== null) {
    const why = `an answer of GetKeyLastUsage without ${missing}`
    caller.gap('kms:GetKeyLastUsage', 'malformed', why, key.id)
    return { sighting: { kind: 'unknown', reason: 'malformed', why } }
  }
  const since = answer.TrackingStartDate?.getTime() ?? until
  const createdAt = answer.KeyCreationDate?.getTime()
  const created = createdAt === undefined ? {} : { createdAt }
  const { Timestamp, Operation, CloudTrailEventId } = answer.KeyLastUsage ?? {}
  if (Timestamp === undefined) return { ...created, sighting: { kind: 'not-seen', since, until } }
  return {
    ...created,
    sighting: {
      kind: 'used',
      at: Timestamp.getTime(),
      precision: 'second',
      ...(Operation === undefined ? {} : { operation: Operation }),
      ...(CloudTrailEventId === undefined ? {} : { eventId: CloudTrailEventId }),
      since,
      until,
    },
  }
}

/** A use without its time must not pass for no use. */
function missingIn({ TrackingStartDate, KeyLastUsage: use }: GetKeyLastUsageResponse): string | null {
  if (TrackingStartDate === undefined) return 'TrackingStartDate'
  if (use === undefined) return 'KeyLastUsage'
  const halfTold = use.Timestamp === undefined && Object.values(use).some(value => value !== undefined)
  return halfTold ? 'the time of the last use' : null
}
