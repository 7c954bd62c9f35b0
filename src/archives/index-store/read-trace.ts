import type { ArchiveTrace, DamagedFile, DigestHour, LostLog, TrailChange } from '../../model/archive/coverage.ts'
import type { Instant } from '../../model/time.ts'
import type { PlaceTrace } from '../engine.ts'
import { unpackedName } from '../digests/unpacked-name.ts'
import { placeName } from '../archive-place.ts'
import { type DigestRow, type FileVersion, filesTable, versionOf } from './files-table.ts'
import { mergeSorted } from './merge-sorted.ts'
import type { OpenSegment } from './segment.ts'

/** Throws `DamagedIndex`. */
export function placeTrace(segments: readonly OpenSegment[], account: string, region: string): PlaceTrace {
  const place = placeName({ account, region })
  const lists = segments.map(segment => segment.rows(filesTable, place))
  const hours: DigestRow[] = []
  const logs = new Map<string, FileVersion>()
  const damaged: DamagedFile[] = []
  // Their rows come before those of files.
  const altered = new Map<string, string>()
  let delivered: ArchiveTrace['delivered'] = null
  let bytes = 0
  for (const row of mergeSorted(filesTable, lists)) {
    if (row.row === 'altered' && row.why !== null) altered.set(row.name, row.why)
    if (row.row === 'hour') hours.push(row)
    if (row.row !== 'log' && row.row !== 'digest') continue
    const version = asVerified(versionOf(row), altered.get(row.name))
    if (version.why !== null) damaged.push({ at: row.deliveredAt, why: `${row.name}: ${version.why}` })
    if (row.row === 'digest') continue
    logs.set(row.name, version)
    bytes += version.size
    delivered = extended(delivered, row.deliveredAt)
  }
  const digests = hours
    .map(hour => digestHour(hour, logs, altered.has(unpackedName(hour.name))))
    .toSorted((a, b) => a.start - b.start)
  damaged.sort((a, b) => a.at - b.at)
  return { account, region, digests, damaged, delivered, files: logs.size, bytes }
}

/** Uses in an altered file still count, but it proves nothing about the time. */
const asVerified = (version: FileVersion, altered: string | undefined): FileVersion =>
  altered === undefined ? version : { size: version.size, read: 'none', why: altered }

const extended = (delivered: ArchiveTrace['delivered'], at: Instant): ArchiveTrace['delivered'] =>
  delivered === null
    ? { first: at, last: at }
    : { first: Math.min(delivered.first, at), last: Math.max(delivered.last, at) }

function digestHour({ logs: names, ...digest }: DigestRow, logs: Logs, isAltered: boolean): DigestHour {
  const { trail, home, isOrganization, start, end, oldest, isRestart, isBackfill, folder } = digest
  const named = names.map(name => logs.get(name))
  const lost = names.flatMap((name, index) => lostLog(name, named[index]) ?? [])
  // Which log files an altered digest file left out is not known: at least one is missing.
  const missing = named.filter(version => version?.read !== 'whole').length + (isAltered ? 1 : 0)
  const shows = {
    uses: named.some(version => version?.shows?.uses === true),
    writes: named.some(version => version?.shows?.writes === true),
  }
  const files = names.length
  return { trail, home, isOrganization, start, end, oldest, files, missing, isRestart, isBackfill, shows, folder, lost }
}

/** Null: another copy of the file would not help, such as if one of its records was not understood. */
const lostLog = (name: string, version: FileVersion | undefined): LostLog | null =>
  version === undefined ? { name, why: null } : version.read === 'none' ? { name, why: version.why } : null

type Logs = ReadonlyMap<string, FileVersion>

/** Changes of trails in the whole archive, sorted by time. Throws `DamagedIndex`. */
export function trailChanges(segments: readonly OpenSegment[]): TrailChange[] {
  const lists = segments.map(segment => segment.rows(filesTable, ''))
  const changes: TrailChange[] = []
  for (const row of mergeSorted(filesTable, lists)) if (row.row === 'change') changes.push(row.change)
  return changes.toSorted((a, b) => a.at - b.at)
}
