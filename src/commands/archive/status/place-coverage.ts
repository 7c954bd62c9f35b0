import type { ArchiveTrace, Coverage, CoveredInterval, TrailNow } from '../../../model/archive/coverage.ts'
import { DAY, type Instant } from '../../../model/time.ts'
import { coverageOf } from '../../../usage/coverage/coverage-of.ts'
import { type Lacking, lackingIn } from '../../../usage/coverage/lacking.ts'
import { trailsOf } from '../../../usage/coverage/trail-id.ts'

/** The coverage of one account and Region, for several keys. */
export class PlaceCoverage {
  readonly trace: ArchiveTrace
  readonly now: Instant
  /** Over all time until now. */
  readonly coverage: Coverage
  readonly lacking: readonly Lacking[]
  /** The part of `lacking` that is log files of the place. */
  readonly ownLogs: readonly Lacking[]
  /** The part of `lacking` in the home Regions of trails. */
  readonly elsewhere: readonly Lacking[]
  #best: Coverage | null = null

  constructor(trace: ArchiveTrace, now: Instant) {
    this.trace = trace
    this.now = now
    this.coverage = coverageOf(trace, null, { since: 0, until: now })
    this.lacking = lackingIn(trace, now)
    const isOwn = ({ account, region }: Lacking): boolean => account === trace.account && region === trace.region
    this.ownLogs = this.lacking.filter(each => each.log !== null && isOwn(each))
    this.elsewhere = this.lacking.filter(each => !isOwn(each))
  }

  /** Whether the archive has files of the place. */
  get isThere(): boolean {
    return this.trace.delivered !== null || this.trace.digests.length > 0
  }

  /** Whether what AWS says about the trails could cover more of a time. */
  mayCoverMore(time: CoveredInterval, doubtful: number): boolean {
    if (doubtful === 0) return false
    const trails = trailsOf(this.trace, null)
    if (trails.some(({ owner }) => owner === null)) return true
    this.#best ??= coverageOf(this.trace, unchangedTrails(this.trace, this.now), { since: 0, until: this.now })
    return this.#best.doubts.reduce((sum, doubt) => sum + shared(doubt, time), 0) < doubtful
  }
}

/** The account's own trails, as if event history showed no change of them. It shows no changes of other trails. */
const unchangedTrails = (trace: ArchiveTrace, now: Instant): TrailNow[] =>
  trailsOf(trace, null)
    .filter(({ isOrganization }) => !isOrganization)
    .map(({ name, home, isOrganization }) => ({
      name,
      arn: `::::${trace.account}:trail/${name}`,
      homeRegion: home,
      isOrganization,
      unchanged: { since: now - HISTORY, until: now },
    }))

const HISTORY = 90 * DAY

/** The length of the time in both, in milliseconds. */
const shared = (one: CoveredInterval, other: CoveredInterval): number =>
  Math.max(0, Math.min(one.until, other.until) - Math.max(one.since, other.since))
