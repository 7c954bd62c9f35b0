import { stringify } from 'csv-stringify/sync'
import { compareTexts } from '../../../lib/text/compare-texts.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import type { ArchiveStatus, PlaceStatus } from '../../../model/archive/archive-status.ts'
import type { KeyStatus } from '../../../model/archive/key-status.ts'
import type { Format } from '../../format.ts'

const csv: Format<ArchiveStatus> = {
  title: 'one line per account, Region and interval, covered or not; with --key, per key and interval (RFC 4180)',
  *render({ places, keys }) {
    const intervals = keys === undefined ? places.flatMap(intervalsOf) : keys.flatMap(keyIntervals)
    const rows = intervals.map(interval => CSV_COLUMNS.map(([, value]) => value(interval)))
    yield stringify([CSV_COLUMNS.map(([name]) => name), ...rows], { record_delimiter: '\r\n', escape_formulas: true })
  },
}

export default csv

interface ShownInterval {
  account_id: string
  region: string
  since: string
  until: string
  /** Null: it is covered. */
  why: string | null
  /** Null: the interval is of a place. */
  key_arn: string | null
}

const intervalsOf = ({ account_id, region, covered, doubts }: PlaceStatus): ShownInterval[] =>
  [...covered.map(interval => ({ ...interval, why: null })), ...doubts]
    .toSorted((a, b) => compareTexts(a.since, b.since))
    .map(({ since, until, why }) => ({ account_id, region, since, until, why, key_arn: null }))

/** Time between uncovered intervals is covered. */
function keyIntervals({ account_id, region, key_arn, since, until, uncovered }: KeyStatus): ShownInterval[] {
  const intervals: ShownInterval[] = []
  const add = (from: string, to: string, why: string | null): void => {
    if (from < to) intervals.push({ account_id, region, since: from, until: to, why, key_arn })
  }
  let from = since ?? until
  for (const each of uncovered) {
    add(from, each.since, null)
    add(each.since, each.until, each.why)
    from = each.until
  }
  add(from, until, null)
  return intervals
}

const CSV_COLUMNS: readonly (readonly [name: string, value: (interval: ShownInterval) => string | null])[] = [
  ['AccountId', ({ account_id }) => account_id],
  ['Region', ({ region }) => region],
  ['Since', ({ since }) => since],
  ['Until', ({ until }) => until],
  ['Covered', ({ why }) => (why === null ? 'yes' : 'no')],
  ['Why', ({ why }) => (why === null ? null : safeText(why))],
  ['KeyArn', ({ key_arn }) => (key_arn === null ? null : safeText(key_arn))],
]
