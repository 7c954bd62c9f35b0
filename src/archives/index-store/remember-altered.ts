import { compareTexts } from '../../lib/text/compare-texts.ts'
import { isSystemError } from '../../lib/files/file-errors.ts'
import type { ProcessTable } from '../../lib/files/file-lock.ts'
import type { VerifiedTrail } from '../../model/archive/archive-verification.ts'
import type { Instant } from '../../model/time.ts'
import { unpackedName } from '../digests/unpacked-name.ts'
import { placeName } from '../archive-place.ts'
import { type AlteredRow, filesTable } from './files-table.ts'
import { cannotWrite, damaged, noIndex } from './index-errors.ts'
import { readIndexRecord } from './index-record.ts'
import { IndexStore } from './index-store.ts'
import { DamagedIndex } from './segment.ts'

type Verified = readonly Pick<VerifiedTrail, 'account_id' | 'region' | 'problems'>[]

interface IndexSetup {
  processes: ProcessTable
  now: Instant
  /** The directories that are verified, for hints. */
  trees: readonly string[]
}

/**
 * Notes in an index which files are proven to be other than CloudTrail delivered them, so that the hours that they are
 * about are not covered. A file that a later verification finds unchanged counts again. Throws an `AuditError`.
 */
export async function rememberAltered(folder: string, trails: Verified, setup: IndexSetup): Promise<void> {
  if (readIndexRecord(folder) === null) throw noIndex(folder, setup.trees)
  const store = IndexStore.openToWrite(folder, setup)
  try {
    const files = rowsOf(store, trails, setup.now)
    if (files.length > 0) await store.add({ facts: [], keys: [], files })
  } catch (error) {
    if (error instanceof DamagedIndex) throw damaged(folder, error)
    throw isSystemError(error) ? cannotWrite(folder, error) : error
  } finally {
    store.close()
  }
}

/** Throws an `AuditError` if the folder has no index of this version, or it cannot be written. */
export function requireIndex(folder: string, setup: IndexSetup): void {
  if (readIndexRecord(folder) === null) throw noIndex(folder, setup.trees)
  IndexStore.openToWrite(folder, setup).close()
}

function rowsOf({ segments }: IndexStore, trails: Verified, checkedAt: Instant): AlteredRow[] {
  const rows = new Map<string, AlteredRow>()
  const places = new Set(trails.map(({ account_id, region }) => placeName({ account: account_id, region })))
  for (const segment of segments)
    for (const row of segment.rows(filesTable, null))
      if (row.row === 'altered' && places.has(placeName(row)))
        rows.set(positionOf(row), { ...row, checkedAt, why: null })
  for (const { account_id: account, region, problems } of trails)
    for (const { file, what, why } of problems) {
      if (what !== 'altered') continue
      const row: AlteredRow = { row: 'altered', account, region, name: unpackedName(file), checkedAt, why }
      rows.set(positionOf(row), row)
    }
  return [...rows.values()].toSorted((a, b) => compareTexts(positionOf(a), positionOf(b)))
}

/** In the order of the table. */
const positionOf = (row: AlteredRow): string => `${filesTable.place(row)}\n${filesTable.order(row)}`
