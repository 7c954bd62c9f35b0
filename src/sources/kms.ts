import { GetKeyLastUsageCommand } from '@aws-sdk/client-kms'
import type { GetKeyLastUsageResponse } from '@aws-sdk/client-kms'
import type { AnswerTime } from '../aws/clock.ts'
import { TOLERANCE } from '../aws/clock.ts'
import type { PlaceAccess } from '../aws/place-access.ts'
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
  const { caller, clients } = access
  const client = await clients.kms()
  const answer = await caller.call('kms:GetKeyLastUsage', key.id, () =>
    client.send(new GetKeyLastUsageCommand({ KeyId: key.id })),
  )
  if (answer.known) return read(answer.value, answer.at, access, key)
  if (!answer.givenUp) caller.gap('kms:GetKeyLastUsage', answer.reason, answer.why, key.id)
  return { sighting: { kind: 'unknown', reason: answer.reason, why: answer.why } }
}

/**
 * A key without a use since tracking began has an empty `KeyLastUsage`, not a missing one.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html
 */
function read(answer: GetKeyLastUsageResponse, at: AnswerTime, { caller }: PlaceAccess, key: AskedKey): Testimony {
  const faults = faultsIn(answer, at)
  const why = `an answer of GetKeyLastUsage ${faults[0]?.what ?? ''}`
  if (faults.length > 0) caller.gap('kms:GetKeyLastUsage', 'malformed', why, key.id)
  const wrong = new Set(faults.map(({ field }) => field))
  const created = answer.KeyCreationDate?.getTime()
  const createdAt = created === undefined || wrong.has('KeyCreationDate') ? {} : { createdAt: created }
  const until = at.earliest - HOUR
  const answered = { first: at.date, last: at.date }
  const tracked = wrong.has('TrackingStartDate') ? undefined : answer.TrackingStartDate?.getTime()
  const { Timestamp, Operation, CloudTrailEventId } = answer.KeyLastUsage ?? {}
  if (Timestamp !== undefined && !wrong.has('KeyLastUsage')) {
    const used = Timestamp.getTime()
    return {
      ...createdAt,
      answered,
      sighting: {
        kind: 'used',
        at: used,
        precision: 'second',
        ...(Operation === undefined ? {} : { operation: Operation }),
        ...(CloudTrailEventId === undefined ? {} : { eventId: CloudTrailEventId }),
        // A last use needs no start of tracking to be the last one.
        since: Math.min(tracked ?? used, used),
        until,
      },
    }
  }
  if (tracked === undefined || wrong.has('KeyLastUsage')) {
    return { sighting: { kind: 'unknown', reason: 'malformed', why } }
  }
  return { ...createdAt, answered, sighting: { kind: 'not-seen', since: tracked, until } }
}

interface AnswerFault {
  field: 'TrackingStartDate' | 'KeyLastUsage' | 'KeyCreationDate'
  what: string
}

/** What an answer lacks, or cannot be: a use without its time must not pass for no use, and nothing lies in the future. */
function faultsIn(answer: GetKeyLastUsageResponse, at: AnswerTime): AnswerFault[] {
  const { TrackingStartDate: tracking, KeyLastUsage: use, KeyCreationDate: created } = answer
  const faults: AnswerFault[] = []
  const isFuture = (date: Date | undefined): boolean => date !== undefined && date.getTime() > at.latest + TOLERANCE
  if (tracking === undefined) faults.push({ field: 'TrackingStartDate', what: 'without TrackingStartDate' })
  if (isFuture(tracking)) faults.push({ field: 'TrackingStartDate', what: 'with TrackingStartDate in the future' })
  if (use === undefined) faults.push({ field: 'KeyLastUsage', what: 'without KeyLastUsage' })
  const hasNoTime = use?.Timestamp === undefined && Object.values(use ?? {}).some(value => value !== undefined)
  if (hasNoTime) faults.push({ field: 'KeyLastUsage', what: 'without the time of the last use' })
  if (isFuture(use?.Timestamp)) faults.push({ field: 'KeyLastUsage', what: 'with a last use in the future' })
  if (isFuture(created)) faults.push({ field: 'KeyCreationDate', what: 'with KeyCreationDate in the future' })
  return faults
}
