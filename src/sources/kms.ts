import { GetKeyLastUsageCommand } from '@aws-sdk/client-kms'
import type { AnswerTime } from '../aws/session/clock.ts'
import { TOLERANCE } from '../aws/session/clock.ts'
import type { PlaceClient } from '../aws/session/place-client.ts'
import { answered as membersOf, fields, instant, Members, word } from '../aws/answers/shape.ts'
import { HOUR, type Instant } from '../model/time.ts'
import type { AskedKey, Source, SourceAnswer, SourceReader } from './source.ts'

/**
 * KMS's own last-usage tracking. It is complete from `TrackingStartDate` on, up to an hour before the answer. It holds
 * the last successful cryptographic operation only.
 * https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-keys-determining-usage.html
 */
const kms: Source = {
  title: 'KMS last-usage tracking (GetKeyLastUsage), since 2026-04-23',
  complete: true,
  delay: HOUR,
  operations: ['kms:GetKeyLastUsage'],
  plan: keys => ({ calls: { 'kms:GetKeyLastUsage': keys } }),
  auto: () => 'full',
  slowOperation: 'kms:GetKeyLastUsage',
  open: client => ({ look: key => lookAtLastUsage(client, key) }) satisfies SourceReader,
}

export default kms

async function lookAtLastUsage(client: PlaceClient, key: AskedKey): Promise<SourceAnswer> {
  const kmsClient = await client.clients.kms()
  const command = new GetKeyLastUsageCommand({ KeyId: key.id })
  const answer = await client.call('kms:GetKeyLastUsage', key.id, () => kmsClient.send(command), lastUsage)
  if (answer.known) return toAnswer(answer.value, answer.at, client, key)
  client.note(answer, 'kms:GetKeyLastUsage', key.id)
  return { sighting: { kind: 'unknown', reason: answer.reason, why: answer.why } }
}

/** An answer of GetKeyLastUsage; what AWS left out is undefined. */
interface LastUsage {
  TrackingStartDate: Instant | undefined
  KeyCreationDate: Instant | undefined
  KeyLastUsage:
    | {
        Timestamp: Instant | undefined
        Operation: string | undefined
        CloudTrailEventId: string | undefined
        /** It has no member at all. */
        isEmpty: boolean
      }
    | undefined
  /** What is wrong with the first member that could not be read; it counts as left out. */
  unreadable: string | null
}

function lastUsage(answer: unknown): LastUsage {
  const { TrackingStartDate, KeyCreationDate, KeyLastUsage } = membersOf(answer)
  const members = new Members()
  const use = members.read(fields, KeyLastUsage, 'KeyLastUsage')
  const found = {
    TrackingStartDate: members.read(instant, TrackingStartDate, 'TrackingStartDate'),
    KeyCreationDate: members.read(instant, KeyCreationDate, 'KeyCreationDate'),
    KeyLastUsage: use && {
      Timestamp: members.read(instant, use['Timestamp'], 'KeyLastUsage.Timestamp'),
      Operation: members.read(word, use['Operation'], 'KeyLastUsage.Operation'),
      CloudTrailEventId: members.read(word, use['CloudTrailEventId'], 'KeyLastUsage.CloudTrailEventId'),
      isEmpty: Object.values(use).every(value => value === undefined || value === null),
    },
  }
  return { ...found, unreadable: members.wrong }
}

/**
 * A key without a use since tracking began has an empty `KeyLastUsage`, not a missing one.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html
 */
function toAnswer(answer: LastUsage, at: AnswerTime, client: PlaceClient, key: AskedKey): SourceAnswer {
  const faults = faultsIn(answer, at)
  const why = answer.unreadable ?? `a GetKeyLastUsage response ${faults[0]?.what ?? ''}`
  const isFaulty = faults.length > 0 || answer.unreadable !== null
  if (isFaulty) client.gap('kms:GetKeyLastUsage', 'malformed', why, key.id)
  const wrong = new Set(faults.map(({ field }) => field))
  const created = answer.KeyCreationDate
  const createdAt = created === undefined || wrong.has('KeyCreationDate') ? {} : { createdAt: created }
  const until = at.earliest - HOUR
  const about = { answered: { first: at.date, last: at.date }, ...(isFaulty ? { hasGap: true as const } : {}) }
  const tracked = wrong.has('TrackingStartDate') ? undefined : answer.TrackingStartDate
  const { Timestamp, Operation, CloudTrailEventId } = answer.KeyLastUsage ?? {}
  if (Timestamp !== undefined && !wrong.has('KeyLastUsage')) {
    return {
      ...createdAt,
      ...about,
      sighting: {
        kind: 'used',
        at: Timestamp,
        precision: 'second',
        ...(Operation === undefined ? {} : { operation: Operation }),
        ...(CloudTrailEventId === undefined ? {} : { eventId: CloudTrailEventId }),
        // A last use needs no start of tracking to be the last one.
        since: Math.min(tracked ?? Timestamp, Timestamp),
        until,
      },
    }
  }
  // A use counts even where another member cannot be read. Only an answer that is readable as a whole shows no use.
  if (tracked === undefined || wrong.has('KeyLastUsage') || answer.unreadable !== null) {
    return { ...doubted(answer), sighting: { kind: 'unknown', reason: 'malformed', why } }
  }
  return { ...createdAt, ...about, sighting: { kind: 'not-seen', since: tracked, until } }
}

/** A last use that cannot be dated yet: its date is wrong, or the time of the run is. */
function doubted({ KeyLastUsage: use }: LastUsage): Pick<SourceAnswer, 'futureUse'> {
  if (use?.Timestamp === undefined) return {}
  const { Timestamp, Operation: operation, CloudTrailEventId: eventId } = use
  return {
    futureUse: {
      at: Timestamp,
      ...(operation === undefined ? {} : { operation }),
      ...(eventId === undefined ? {} : { eventId }),
    },
  }
}

interface AnswerFault {
  field: 'TrackingStartDate' | 'KeyLastUsage' | 'KeyCreationDate'
  what: string
}

/**
 * What an answer lacks, or cannot say. A use without its time must not pass for no use, and no date lies in the future.
 */
function faultsIn(answer: LastUsage, at: AnswerTime): AnswerFault[] {
  const { TrackingStartDate: tracking, KeyLastUsage: use, KeyCreationDate: created } = answer
  const faults: AnswerFault[] = []
  const isFuture = (date: Instant | undefined): boolean => date !== undefined && date > at.latest + TOLERANCE
  if (tracking === undefined) faults.push({ field: 'TrackingStartDate', what: 'without TrackingStartDate' })
  if (isFuture(tracking)) faults.push({ field: 'TrackingStartDate', what: 'with TrackingStartDate in the future' })
  if (use === undefined) faults.push({ field: 'KeyLastUsage', what: 'without KeyLastUsage' })
  const hasNoTime = use !== undefined && use.Timestamp === undefined && !use.isEmpty
  if (hasNoTime) faults.push({ field: 'KeyLastUsage', what: 'without the time of the last use' })
  if (isFuture(use?.Timestamp)) faults.push({ field: 'KeyLastUsage', what: 'with a last use in the future' })
  if (isFuture(created)) faults.push({ field: 'KeyCreationDate', what: 'with KeyCreationDate in the future' })
  return faults
}
