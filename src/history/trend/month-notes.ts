import { countNoun } from '../../lib/text/numbers.ts'
import { BASIS, type Snapshot } from './snapshot.ts'
import { scopeNotes } from './snapshot-scope.ts'

/** Returns why the numbers of a month cannot be compared with those of the newest report. */
export function monthNotes(snapshot: Snapshot, newest: Snapshot): string[] {
  const { isUseChecked, unusedDays, scope, gaps } = snapshot
  return [
    ...(isUseChecked ? [] : ['last use not checked']),
    ...(gaps === null ? [] : [gaps]),
    ...scopeNotes(scope, newest.scope),
    ...priceNotes(snapshot, newest),
    ...(unusedDays === newest.unusedDays ? [] : [`counts ${unusedDays} days without use as unused`]),
  ]
}

/** Rotations that only one of the reports counted look like another cost. */
function priceNotes({ bases }: Snapshot, { bases: newest }: Snapshot): string[] {
  let without = 0
  let withRotations = 0
  for (const [number, basis] of bases.entries()) {
    const other = newest[number] ?? BASIS.none
    if (basis === BASIS.base && other === BASIS.withRotations) without += 1
    if (basis === BASIS.withRotations && other === BASIS.base) withRotations += 1
  }
  return [
    ...(without === 0 ? [] : [`rotations of ${countNoun(without, 'key')} not counted in the cost`]),
    ...(withRotations === 0
      ? []
      : [`counts rotations of ${countNoun(withRotations, 'key')} in the cost, unlike the newest report`]),
  ]
}
