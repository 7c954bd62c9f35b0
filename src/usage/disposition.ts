import type { Evidence } from '../model/evidence.ts'
import { DAY, HOUR, type Instant } from '../model/time.ts'
import { type Disposition, UNUSED, type Usage } from '../model/usage.ts'
import { completeAnswers, sawSince } from './sight.ts'
import { latestOf } from './use.ts'

interface KeyUsage {
  /** The verdict on this evidence. */
  usage: Usage
  evidence: readonly Evidence[]
  createdAt: Instant | null
  now: Instant
  /** The N of `--unused-days`. */
  unusedDays: number
}

/**
 * Decides the disposition of a key by the first rule that applies. The disposition of a multi-Region key also depends
 * on its related keys: see `family.ts`.
 */
export function decideDisposition(key: KeyUsage): Disposition {
  if (isInUse(key)) return 'in_use'
  const { status } = key.usage
  if (sawAllDays(key)) {
    if (status === 'used') return 'stale'
    if (status === 'never' && !isYoungKey(key)) return 'never'
    if (status === 'not-observed') return 'silent'
  }
  return isNewKey(key) ? 'new' : 'unknown'
}

export const isUnusedDisposition = (each: Disposition): boolean => UNUSED.includes(each)

/** A use that is known by the hour or day may lie at the end of that time, so it counts if the end is recent. */
const isInUse = ({ usage, now, unusedDays }: KeyUsage): boolean =>
  usage.status === 'used' && now - latestOf(usage) < unusedDays * DAY

/** One hour less than N days is enough, because the CloudTrail source leaves out the oldest hour of its 90 days. */
const sawAllDays = ({ evidence, now, unusedDays }: KeyUsage): boolean =>
  sawSince(evidence, now - unusedDays * DAY + HOUR, now)

const isYoungKey = ({ createdAt, now, unusedDays }: KeyUsage): boolean =>
  createdAt !== null && now - createdAt < unusedDays * DAY

function isNewKey(key: KeyUsage): boolean {
  const { usage, evidence, createdAt } = key
  if (createdAt === null || usage.status === 'used' || !isYoungKey(key)) return false
  return usage.status !== 'unknown' || completeAnswers(evidence).some(({ sighting }) => sighting.until < createdAt)
}
