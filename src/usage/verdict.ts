import type { Evidence } from '../model/evidence.ts'
import { type Instant, SECOND } from '../model/time.ts'
import type { Usage } from '../model/usage.ts'
import { latestUse } from './latest-use.ts'
import { type CompleteAnswer, completeAnswers, completeSight, reachesNow, sawSince } from './sight.ts'
import { whyUsageUnknown } from './why-unknown.ts'

/**
 * Decides when a key was last used. A use that any source shows wins. Otherwise the silence of complete sources counts,
 * for the time that they saw. Everything else is unknown. The order of the evidence does not matter.
 *
 * Example: a key was created on 2026-01-15, and the audit runs on 2026-11-22.
 *
 *   kms         complete  no use from 2026-04-23 until an hour ago
 *   cloudtrail  complete  no use from 2026-08-24 until a quarter of an hour ago
 *   cloudwatch  positive  use in the hour of 2026-02-10 14:00
 *
 * The verdict is `used` at 2026-02-10 14:00, and `atLeast` is true: no complete source saw the time between that use
 * and 2026-04-23, so there may be a later use. It is shown as `>= 2026-02-10 14:00 UTC`.
 *
 * - If CloudWatch shows no use, its silence means nothing. The sights of the other two overlap and join to one from
 *   2026-04-23 until now. It starts after the creation, so the verdict is `not-observed`: `Never since 2026-04-23`.
 * - If the key was created on 2026-06-01 instead, that sight covers its whole life. The verdict is `never`: `Never`.
 * - If KMS also denies the call, only the sight of CloudTrail is left: `Never since 2026-08-24`.
 * - If CloudTrail was also read only in part, no complete source is left. The verdict is `unknown`: `Unknown`.
 */
export const decideVerdict = (evidence: readonly Evidence[], createdAt: Instant | null, now: Instant): Usage =>
  latestUse(evidence, now) ??
  decideBySilence(evidence, createdAt, now) ?? { status: 'unknown', why: whyUsageUnknown(evidence, createdAt) }

function decideBySilence(evidence: readonly Evidence[], createdAt: Instant | null, now: Instant): Usage | null {
  const sight = completeSight(evidence)
  // Readers take `Never` to mean "until today", so a sight that ended earlier does not justify it.
  if (sight === null || !reachesNow(sight, now)) return null
  const { since, until } = sight
  if (createdAt !== null && createdAt > until) return null
  // KMS rounds the creation and the start of tracking to different fractions of a second.
  if (createdAt === null || since > createdAt + SECOND) {
    return { status: 'not-observed', since, until, source: decidingSource(evidence, since, now) }
  }
  const source = decidingSource(evidence, createdAt, now)
  return { status: 'never', since: Math.max(since, createdAt), until, source }
}

/**
 * Returns the source that saw everything since `from`, or the names of all sources if only several together did:
 * `cloudtrail+kms`. If more than one saw everything, a source that was verified comes first, then the one whose sight
 * starts closest to `from`: KMS rather than CloudTrail as its second opinion.
 */
function decidingSource(evidence: readonly Evidence[], from: Instant, now: Instant): string {
  const answers = completeAnswers(evidence)
    .filter(({ sighting: { until } }) => until >= from)
    .toSorted(byTrust)
  const alone = answers.find(answer => sawSince([answer], from + SECOND, now))
  return alone?.source ?? [...new Set(answers.map(({ source }) => source))].toSorted().join('+')
}

const byTrust = (a: CompleteAnswer, b: CompleteAnswer): number =>
  Number(a.unverified ?? false) - Number(b.unverified ?? false) ||
  b.sighting.since - a.sighting.since ||
  (a.source < b.source ? -1 : 1)
