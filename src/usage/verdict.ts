import type { Evidence } from '../model/evidence.ts'
import { type Instant, SECOND } from '../model/time.ts'
import type { Usage } from '../model/usage.ts'
import { lastUse } from './last-use.ts'
import { type Answer, completeAnswers, completeSight, reachesNow, sawSince } from './sight.ts'
import { whyUnknown } from './why-unknown.ts'

/**
 * When was this key last used? A use seen by anyone wins; silence counts only where complete sources saw; everything
 * else is unknown. The order of the evidence does not matter.
 */
export const verdict = (evidence: readonly Evidence[], createdAt: Instant | null, now: Instant): Usage =>
  lastUse(evidence, now) ??
  silence(evidence, createdAt, now) ?? { status: 'unknown', why: whyUnknown(evidence, createdAt) }

function silence(evidence: readonly Evidence[], createdAt: Instant | null, now: Instant): Usage | null {
  const sight = completeSight(evidence)
  // People read `Never` as "until today", so a sight that ended earlier does not allow the word.
  if (sight === null || !reachesNow(sight, now)) return null
  const { since, until } = sight
  if (createdAt !== null && createdAt > until) return null
  // KMS tells creation and start of tracking in different fractions of a second.
  if (createdAt === null || since > createdAt + SECOND) {
    return { status: 'not-observed', since, until, source: decider(evidence, since, now) }
  }
  const source = decider(evidence, createdAt, now)
  return { status: 'never', since: Math.max(since, createdAt), until, source }
}

/**
 * The source that alone saw all since `from`; where it took several, all their names: `cloudtrail+kms`. Of two that
 * did, the one that had been tried, then the one whose sight begins nearest to `from`: KMS rather than its second
 * witness.
 */
function decider(evidence: readonly Evidence[], from: Instant, now: Instant): string {
  const answers = completeAnswers(evidence)
    .filter(({ sighting: { until } }) => until >= from)
    .toSorted(byRank)
  const alone = answers.find(answer => sawSince([answer], from + SECOND, now))
  return alone?.source ?? [...new Set(answers.map(({ source }) => source))].toSorted().join('+')
}

const byRank = (a: Answer, b: Answer): number =>
  Number(a.unverified ?? false) - Number(b.unverified ?? false) ||
  b.sighting.since - a.sighting.since ||
  (a.source < b.source ? -1 : 1)
