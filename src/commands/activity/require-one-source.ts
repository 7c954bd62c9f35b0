import { type ArchiveSettings, oneArchive } from '../../cli/resolve/archives.ts'
import { usageError, type TypedOptions } from '../../cli/settings.ts'
import type { Since } from '../../model/since.ts'
import { sinceText } from '../../model/since.ts'
import { DAY, type Instant } from '../../model/time.ts'

/**
 * Activity is read from one source: an archive, or event history. Throws a usage error if several are named, or for what
 * the one that is read does not have.
 */
export function requireOneSource(
  archives: ArchiveSettings,
  { since, until }: { since: Since; until: Instant | null },
  typed: TypedOptions,
): void {
  const first = oneArchive(archives)
  if (first !== null) {
    if (!typed.has('maxPages')) return
    throw usageError(`--max-pages has no effect with ${first}.`, 'It limits how much event history is read.')
  }
  if (until !== null) throw usageError('--until has no effect without an archive.', 'Add --trail-archive DIR.')
  if ('at' in since || since.months * LONGEST_MONTH + since.milliseconds <= HORIZON) return
  throw usageError(
    `--since ${sinceText(since)} is longer than the 90 days that CloudTrail keeps in its event history.`,
    'Use --since 90d at most, or name an archive, such as --trail-archive DIR.',
  )
}

const HORIZON = 90 * DAY
const LONGEST_MONTH = 31 * DAY
