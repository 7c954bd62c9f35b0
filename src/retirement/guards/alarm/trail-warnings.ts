import { groupBy } from '../../../lib/group-by.ts'
import { listText } from '../../../lib/text/lists.ts'
import type { Scope, TrailRecord } from '../../../model/report/report.ts'

/** What the trails of one account and Region mean for the rules that depend on them. */
type Coverage = { isCovered: true } | { isCovered: false; why: string }

const REQUIREMENT = 'The rules about API calls need a trail that logs the write management events of KMS.'
const CONSEQUENCE = 'Without one, these rules may never fire.'

/** Returns sentences about the places where these rules may never fire, and places for which that is not known. */
export function trailWarnings(trails: Scope['trails']): string[] {
  if (trails === undefined) return [`${REQUIREMENT} The trails were not checked.`]
  const places = Object.entries(trails).flatMap(([account, regions]) =>
    Array.isArray(regions)
      ? [{ place: account, ...coverageOf(regions) }]
      : Object.entries(regions).map(([region, seen]) => ({
          place: `${account} ${region}`,
          ...coverageOf(seen, multiRegionTrails(Object.values(regions))),
        })),
  )
  if (places.length === 0) return [`${REQUIREMENT} No trails could be checked.`]
  const uncovered = places.flatMap(one => (one.isCovered ? [] : [one]))
  if (uncovered.length === 0) return []
  const reasons = groupBy(uncovered, ({ why }) => why).map(
    same => `${listText(same.map(({ place }) => place))}: ${same[0]?.why}.`,
  )
  return [`${REQUIREMENT} ${CONSEQUENCE}`, ...reasons]
}

/** Trails that log every Region, also one whose own trails could not be read. */
const multiRegionTrails = (seen: readonly (readonly TrailRecord[] | null)[]): TrailRecord[] =>
  seen.flatMap(trails => (trails ?? []).filter(trail => trail.multi_region))

/** `trails` is null if those of the Region could not be read. */
function coverageOf(trails: readonly TrailRecord[] | null, everywhere: readonly TrailRecord[] = []): Coverage {
  if (everywhere.some(isSufficient)) return { isCovered: true }
  if (trails === null) return { isCovered: false, why: 'the trails could not be read, so this is not known' }
  if (trails.some(isSufficient)) return { isCovered: true }
  if (trails.length === 0) return { isCovered: false, why: 'there is no trail' }
  return { isCovered: false, why: trails.map(trail => `trail ${trail.name} ${whyNot(trail)}`).join(', ') }
}

const isSufficient = (trail: TrailRecord): boolean => trail.logging === true && whyHidden(trail) === null

function whyNot(trail: TrailRecord): string {
  if (trail.logging === false) return 'does not log'
  if (trail.logging === null) return 'could not be read, so this is not known'
  return whyHidden(trail) ?? ''
}

/** Why the write events of KMS are missing from a trail. Null: it has them. */
function whyHidden({ hides_kms }: TrailRecord): string | null {
  if (hides_kms === null) return 'has event selectors that could not be read, so this is not known'
  const reasons = hides_kms.filter(reason => !reason.startsWith('only write events'))
  return reasons.length === 0 ? null : `hides events of KMS (${reasons.join(', ')})`
}
