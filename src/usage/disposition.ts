import type { Evidence } from '../model/evidence.ts'
import { DAY, HOUR, type Instant } from '../model/time.ts'
import { type Disposition, UNUSED, type Usage } from '../model/usage.ts'
import { completeAnswers, sawSince } from './sight.ts'
import { latestOf } from './use.ts'

interface Circumstances {
  /** The verdict over the same evidence. */
  usage: Usage
  evidence: readonly Evidence[]
  createdAt: Instant | null
  now: Instant
  /** The N of `--unused-days`. */
  unusedDays: number
}

/** What to do about a key; the first rule that fits. A multi-Region key's family has a say too: `family.ts`. */
export function disposition(circumstances: Circumstances): Disposition {
  if (isInUse(circumstances)) return 'in_use'
  const { status } = circumstances.usage
  if (sawAllDays(circumstances)) {
    if (status === 'used') return 'stale'
    if (status === 'never' && !isYoung(circumstances)) return 'never'
    if (status === 'not-observed') return 'silent'
  }
  return isNew(circumstances) ? 'new' : 'unknown'
}

export const isUnusedDisposition = (each: Disposition): boolean => UNUSED.includes(each)

/** An hour or a day of which a part lies in the last N days may hold the use in that part. */
const isInUse = ({ usage, now, unusedDays }: Circumstances): boolean =>
  usage.status === 'used' && now - latestOf(usage) < unusedDays * DAY

/** CloudTrail's own margin at its far end is an hour, so an hour less than N days will do. */
const sawAllDays = ({ evidence, now, unusedDays }: Circumstances): boolean =>
  sawSince(evidence, now - unusedDays * DAY + HOUR, now)

const isYoung = ({ createdAt, now, unusedDays }: Circumstances): boolean =>
  createdAt !== null && now - createdAt < unusedDays * DAY

function isNew(circumstances: Circumstances): boolean {
  const { usage, evidence, createdAt } = circumstances
  if (createdAt === null || usage.status === 'used' || !isYoung(circumstances)) return false
  return usage.status !== 'unknown' || completeAnswers(evidence).some(({ sighting }) => sighting.until < createdAt)
}
