import { archivedUse } from '../../assessments/activity/archived/archived-use.ts'
import { TRAIL_ARCHIVE } from '../../model/gap.ts'
import type { Key } from '../../model/key.ts'
import type { ArchivedUseRecord } from '../../model/report/archived-use.ts'
import { isoTime } from '../../model/time.ts'
import { askArchive, beginningOf } from '../../sources/archive/ask-archive.ts'
import { doubtsText, toDoubtRecord } from '../../sources/archive/doubts-text.ts'
import { ARCHIVE_DELAY } from '../../usage/coverage/archive-sightings.ts'
import type { PlaceAudit } from './place-audit.ts'

/**
 * Reads in which months and by which callers the key that is explained was used, from log files on disk. Query engines
 * are not asked, because AWS would bill for a second search. Null: the run does not need it, or names no log files.
 */
export async function archivedUseOf(
  { arn, id }: Key,
  { client, options, engines, trailHistory: historyOf }: PlaceAudit,
): Promise<ArchivedUseRecord | null> {
  const engine = engines.get('archive')
  if (options.oneKey === null || options.oneKey === 'facts' || engine === undefined) return null
  const { account } = client.place
  const until = client.now
  const question = { keys: [arn], since: 0, until, detail: 'days' as const }
  const trailHistory = (region: string) => historyOf(account, region)
  const found = await askArchive(client, { engine, trailHistory }, question, trace => ({
    since: beginningOf(trace, until),
    until,
  }))
  const nothing = { months: [], callers: [], unlisted_callers: 0 }
  if (!found.known) {
    client.gap(TRAIL_ARCHIVE, found.reason, found.why, id)
    return { source: 'archive', since: null, until: null, why: found.why, ...nothing }
  }
  const end = until - ARCHIVE_DELAY
  const doubts = found.coverage.doubts.filter(({ since }) => since < end)
  const since = found.isThere ? isoTime(found.window.since) : null
  const delivered = found.isThere ? isoTime(end) : null
  const read = { since, until: delivered, is_complete: doubts.length === 0, doubts: doubts.map(toDoubtRecord) }
  return {
    source: 'archive',
    since,
    until: delivered,
    ...(doubts.length > 0 && { why: doubtsText(doubts) }),
    ...archivedUse(found.keys.get(arn)?.days ?? [], read, until),
  }
}
