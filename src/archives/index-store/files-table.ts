import { compareTexts } from '../../lib/text/compare-texts.ts'
import type { TrailChange } from '../../model/archive/coverage.ts'
import type { Json } from '../../lib/json.ts'
import type { Instant } from '../../model/time.ts'
import type { DigestReading } from '../local/trail-file.ts'
import { placeName } from '../archive-place.ts'
import { type Table, timeOf, timeText } from './table.ts'

/** A log or digest file of the archive, by its name. */
export interface FileRow {
  row: 'log' | 'digest'
  account: string
  region: string
  /** Without `.gz` or `.zst`, since a copy may be unpacked. */
  name: string
  deliveredAt: Instant
  /** Every size with which the file was found, and what came of it: usually one. */
  versions: readonly FileVersion[]
}

export interface FileVersion {
  /** Bytes on disk. */
  size: number
  /** `part`: some records of KMS were not understood. `none`: nothing of the file was used. */
  read: 'whole' | 'part' | 'none'
  /** What is wrong. Null: it was read whole. */
  why: string | null
  /** Of a log file that was read: what it proves about the trails that record there. See `DigestHour.shows`. */
  shows?: { uses: boolean; writes: boolean }
}

/** What a digest file says. It names log files without `.gz`. */
export interface DigestRow extends DigestReading {
  row: 'hour'
  account: string
  region: string
  /** Name of the digest file. */
  name: string
}

/** A call that changed a trail. It belongs to no place, since it may matter to all. */
export interface ChangeRow {
  row: 'change'
  change: TrailChange
}

/** What the last `archive verify` found about a file that was once found to be altered. */
export interface AlteredRow {
  row: 'altered'
  account: string
  region: string
  /** Without `.gz` or `.zst`. */
  name: string
  checkedAt: Instant
  /** Null: it is as CloudTrail delivered it. */
  why: string | null
}

/** What the archive shows about itself. */
export type TraceRow = FileRow | DigestRow | ChangeRow | AlteredRow

export const filesTable: Table<TraceRow> = {
  name: 'files',
  place: row => (row.row === 'change' ? '' : placeName(row)),
  order: row => `${row.row} ${row.row === 'change' ? JSON.stringify(row.change) : row.name}`,
  merge: mergeTraces,
  write(row) {
    if (row.row === 'change') return changeLine(row.change)
    if (row.row === 'hour') return digestLine(row)
    if (row.row === 'altered') return alteredLine(row)
    const { deliveredAt, ...rest } = row
    return { ...rest, delivered_at: timeText(deliveredAt) }
  },
  read(line) {
    if (line['row'] === 'change') return { row: 'change', change: changeOf(line) }
    if (line['row'] === 'hour') return digestOf(line)
    if (line['row'] === 'altered') return alteredOf(line)
    const { delivered_at: at, ...rest } = line
    return { ...(rest as unknown as FileRow), deliveredAt: timeOf(at) }
  },
}

const changeLine = ({ at, recordsUses, isMultiRegion, ...change }: TrailChange): Json => ({
  row: 'change',
  at: timeText(at),
  ...change,
  records_uses: recordsUses,
  is_multi_region: isMultiRegion,
})

function changeOf({ row: _row, at, records_uses, is_multi_region, ...change }: Json): TrailChange {
  const recordsUses = records_uses as boolean | null
  const isMultiRegion = is_multi_region as boolean | null
  return { ...(change as unknown as TrailChange), at: timeOf(at), recordsUses, isMultiRegion }
}

const digestLine = ({ start, end, oldest, isOrganization, isRestart, isBackfill, ...digest }: DigestRow): Json => ({
  ...digest,
  start: timeText(start),
  end: timeText(end),
  oldest: oldest === null ? null : timeText(oldest),
  is_organization: isOrganization,
  is_restart: isRestart,
  is_backfill: isBackfill,
})

const digestOf = ({ start, end, oldest, is_organization, is_restart, is_backfill, ...digest }: Json): DigestRow => ({
  ...(digest as unknown as DigestRow),
  start: timeOf(start),
  end: timeOf(end),
  oldest: typeof oldest === 'string' ? timeOf(oldest) : null,
  isOrganization: is_organization === true,
  isRestart: is_restart === true,
  isBackfill: is_backfill === true,
  // Earlier versions of the program did not write it.
  folder: typeof digest['folder'] === 'string' ? digest['folder'] : null,
})

const alteredLine = ({ checkedAt, ...row }: AlteredRow): Json => ({ ...row, checked_at: timeText(checkedAt) })

const alteredOf = ({ checked_at: at, ...row }: Json): AlteredRow => ({
  ...(row as unknown as AlteredRow),
  checkedAt: timeOf(at),
})

function mergeTraces(one: TraceRow, other: TraceRow): TraceRow {
  if (one.row === 'hour' && other.row === 'hour') return compareHours(one, other) < 0 ? other : one
  if (one.row === 'altered' && other.row === 'altered') return laterCheck(one, other)
  if ('versions' in one && 'versions' in other) return { ...one, versions: mergeVersions(one.versions, other.versions) }
  return one
}

/** The row with more log files wins; of two with as many, the one that says where they are in S3. */
const compareHours = (one: DigestRow, other: DigestRow): number =>
  one.logs.length - other.logs.length || compareTexts(one.folder ?? '', other.folder ?? '')

/** Of two at the same time, the one that found it altered. */
const laterCheck = (one: AlteredRow, other: AlteredRow): AlteredRow =>
  one.checkedAt > other.checkedAt || (one.checkedAt === other.checkedAt && (one.why ?? '') >= (other.why ?? ''))
    ? one
    : other

/** Of each size the version that was read best. Sorted by size. */
function mergeVersions(one: readonly FileVersion[], other: readonly FileVersion[]): FileVersion[] {
  const bySize = new Map(one.map(version => [version.size, version]))
  for (const version of other) {
    const known = bySize.get(version.size)
    if (known === undefined || compareVersions(known, version) < 0) bySize.set(version.size, version)
  }
  return [...bySize.values()].toSorted((a, b) => a.size - b.size)
}

const RANKS = { none: 0, part: 1, whole: 2 } as const

const compareVersions = (a: FileVersion, b: FileVersion): number =>
  RANKS[a.read] - RANKS[b.read] || compareTexts(a.why ?? '', b.why ?? '')

/** What counts of a file: its largest version, because a file that is cut off is smaller. */
export const versionOf = ({ versions }: FileRow): FileVersion => versions.at(-1) as FileVersion
