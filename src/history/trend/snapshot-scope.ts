import { listText } from '../../lib/text/lists.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import type { Report } from '../../model/report/report.ts'
import { placeIdentity } from '../key-identity.ts'

/** What a report covers, as far as it decides whether its numbers are comparable with those of another month. */
export interface SnapshotScope {
  /** `111122223333 eu-west-1` of each place that answered. */
  places: readonly string[]
  /** The selection of keys in words. Empty: every customer managed key. */
  selection: string
  /** Null: no checks were run. */
  checks: readonly string[] | null
}

export function scopeOf({ scope }: Pick<Report, 'scope'>): SnapshotScope {
  const { manager, keys, exclude_keys, tags, only, severity } = scope
  const selection = [
    ...(manager === 'customer' ? [] : [`--manager ${manager}`]),
    ...(keys === undefined ? [] : [`--key ${keys.join()}`]),
    ...(exclude_keys === undefined ? [] : [`--exclude-key ${exclude_keys.join()}`]),
    ...(tags === undefined ? [] : [`--tag ${tags.join()}`]),
    ...(only === undefined ? [] : [`--only ${only.join()}`]),
    ...(severity === undefined ? [] : [`--severity ${severity}`]),
  ]
  return {
    places: scope.places.filter(({ status }) => status !== 'unreachable').map(placeIdentity),
    selection: selection.join(' '),
    checks: scope.checks ?? null,
  }
}

/** Returns how the scope differs from that of the newest report, in words. */
export function scopeNotes(scope: SnapshotScope, newest: SnapshotScope): string[] {
  const missing = newest.places.filter(place => !scope.places.includes(place))
  const more = scope.places.filter(place => !newest.places.includes(place))
  return [
    ...(missing.length === 0 ? [] : [`without ${placesText(missing)}`]),
    ...(more.length === 0 ? [] : [`with ${placesText(more)}, which the newest report lacks`]),
    ...(scope.selection === newest.selection
      ? []
      : [`other selection: ${scope.selection || 'every customer managed key'}`]),
    ...(haveSameChecks(scope, newest) ? [] : ['other checks']),
  ]
}

/** Names the Regions if all places are of one account. */
function placesText(places: readonly string[]): string {
  const accounts = new Set(places.map(place => place.split(' ')[0]))
  return listText(accounts.size === 1 ? places.map(place => place.split(' ')[1] ?? place) : places)
}

/** A month without checks has no number of findings that could be compared. */
const haveSameChecks = ({ checks: one }: SnapshotScope, { checks: other }: SnapshotScope): boolean =>
  one === null || other === null || (one.length === other.length && one.every(check => other.includes(check)))

/** Returns `3 gaps: kms:DescribeKey denied`. Null: everything could be read. */
export function gapsText({ gaps }: Pick<Report, 'gaps'>): string | null {
  const missing = gaps.filter(({ reason }) => reason !== 'vanished')
  if (missing.length === 0) return null
  const kinds = missing.map(({ operation, reason }) => `${operation} ${reason.replace('_', ' ')}`)
  return `${countNoun(missing.length, 'gap')}: ${listText(kinds)}`
}
