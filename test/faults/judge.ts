import type { Attempt } from './attempt.ts'
import { validCredentialsAreUsed } from './promises/credentials.ts'
import { countsAreTrue, sumsAddUp } from './promises/counts.ts'
import { endsInOrder, somePlaceAnswered } from './promises/ending.ts'
import { formatsAgree } from './promises/formats.ts'
import { everyHoleHasItsGap, nothingIsMissingWithoutReason } from './promises/holes.ts'
import { everyPlaceTold, factsAreTrue, noKeyLostOrDoubled } from './promises/keys.ts'
import type { Promised } from './promises/promise.ts'
import { evidenceIsTrue, noUseIsDropped, timeIsTrue, unusedIsUnused, verdictIsTrue } from './promises/usage.ts'

const promises: Readonly<Record<string, Promised>> = {
  noKeyLostOrDoubled,
  everyPlaceTold,
  factsAreTrue,
  evidenceIsTrue,
  verdictIsTrue,
  unusedIsUnused,
  timeIsTrue,
  noUseIsDropped,
  countsAreTrue,
  sumsAddUp,
  everyHoleHasItsGap,
  nothingIsMissingWithoutReason,
  somePlaceAnswered,
  validCredentialsAreUsed,
  formatsAgree,
}

/** Every promise that a run has broken, with the name of the promise and how. */
export function judge(attempt: Attempt): string[] {
  const { report } = attempt
  const broken = inWords('endsInOrder', endsInOrder(attempt))
  if (report === null) return broken
  const others = Object.entries(promises).flatMap(([name, promise]) => inWords(name, promise({ ...attempt, report })))
  return [...broken, ...others]
}

/** One cause breaks the same promise for many keys: a few of them are enough. */
function inWords(promise: string, broken: Iterable<string>): string[] {
  const all = [...broken]
  const more = all.length > FEW ? [`${promise}: and ${all.length - FEW} more`] : []
  return [...all.slice(0, FEW).map(what => `${promise}: ${what}`), ...more]
}

const FEW = 2
