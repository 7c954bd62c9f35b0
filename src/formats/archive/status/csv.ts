import { stringify } from 'csv-stringify/sync'
import { safeText } from '../../../lib/text/safe-text.ts'
import type { ArchiveStatus, PlaceStatus } from '../../../model/archive/archive-status.ts'
import type { Format } from '../../format.ts'

const csv: Format<ArchiveStatus> = {
  title: 'one line per account, Region and interval, covered or not (RFC 4180)',
  *render({ places }) {
    const rows = places.flatMap(place =>
      intervalsOf(place).map(interval => CSV_COLUMNS.map(([, value]) => value(place, interval))),
    )
    yield stringify([CSV_COLUMNS.map(([name]) => name), ...rows], { record_delimiter: '\r\n', escape_formulas: true })
  },
}

export default csv

interface ShownInterval {
  since: string
  until: string
  /** Null: it is covered. */
  why: string | null
}

const intervalsOf = ({ covered, doubts }: PlaceStatus): ShownInterval[] =>
  [...covered.map(interval => ({ ...interval, why: null })), ...doubts].toSorted((a, b) =>
    a.since < b.since ? -1 : a.since > b.since ? 1 : 0,
  )

type Cell = string | number | null

const CSV_COLUMNS: readonly (readonly [name: string, value: (place: PlaceStatus, interval: ShownInterval) => Cell])[] =
  [
    ['AccountId', ({ account_id }) => account_id],
    ['Region', ({ region }) => region],
    ['Since', (_, { since }) => since],
    ['Until', (_, { until }) => until],
    ['Covered', (_, { why }) => (why === null ? 'yes' : 'no')],
    ['Why', (_, { why }) => (why === null ? null : safeText(why))],
  ]
