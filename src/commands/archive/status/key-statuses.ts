import type { ArchivePlace } from '../../../archives/archive-place.ts'
import type { ReadableArchive } from '../../../archives/engine.ts'
import { AuditError } from '../../../lib/process/exit.ts'
import { groupBy } from '../../../lib/group-by.ts'
import type { KeyHistory } from '../../../model/archive/archive-question.ts'
import type { KeyStatus } from '../../../model/archive/key-status.ts'
import { placeOfArn } from '../../../model/key-arn.ts'
import type { Instant } from '../../../model/time.ts'
import type { Lacking } from '../../../usage/coverage/lacking.ts'
import { type AskedKey, statusOfKey } from './key-status-of.ts'
import { PlaceCoverage } from './place-coverage.ts'

/** What an archive shows about keys, and what it lacks in the time that they need. */
export interface KeyStatuses {
  keys: KeyStatus[]
  lacking: Lacking[]
}

/**
 * Throws an `AuditError` if the index is damaged.
 *
 * @param arns of keys
 * @param since the creation of the keys where the archive does not show it. Null: not known
 */
export async function keyStatuses(
  archive: ReadableArchive,
  arns: readonly string[],
  { since, now }: { since: Instant | null; now: Instant },
): Promise<KeyStatuses> {
  const found = new Map<string, { status: KeyStatus; lacking: Lacking[] }>()
  for (const same of groupBy(arns, arn => JSON.stringify(placeOfArn(arn)))) {
    const place = placeOfArn(same[0] ?? '')
    const created = await archive.creations(place)
    const histories = await historiesOf(archive, place, same, now)
    const coverage = new PlaceCoverage(archive.trace(place), now)
    for (const arn of same) {
      const key: AskedKey = { arn, history: histories.get(arn) ?? null, created: created.get(arn) ?? null }
      found.set(arn, statusOfKey(key, coverage, since))
    }
  }
  const all = arns.flatMap(arn => found.get(arn) ?? [])
  return { keys: all.map(({ status }) => status), lacking: all.flatMap(({ lacking }) => lacking) }
}

async function historiesOf(
  archive: ReadableArchive,
  place: ArchivePlace,
  keys: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, KeyHistory>> {
  const answer = await archive.ask({ ...place, keys, since: 0, until: now, detail: 'days' })
  if (answer.known) return answer.keys
  throw new AuditError('failed', `Cannot read the archive: ${answer.why}.`)
}
