import type { FaultRun } from './fault-run.ts'
import { validCredentialsAreUsed } from './invariants/credentials.ts'
import { countsAreTrue, sumsAddUp } from './invariants/counts.ts'
import { endsAsDocumented, somePlaceAnswered } from './invariants/ending.ts'
import { formatsAgree } from './invariants/formats.ts'
import { everyUnknownHasGap, everyGapHasReason } from './invariants/gaps.ts'
import { everyPlaceIsReported, factsAreTrue, everyKeyIsReportedOnce } from './invariants/keys.ts'
import type { Invariant } from './invariants/invariant.ts'
import { evidenceIsTrue, shownUsesAreReported, timeIsTrue, unusedIsUnused, verdictIsTrue } from './invariants/usage.ts'

const invariants: Readonly<Record<string, Invariant>> = {
  everyKeyIsReportedOnce,
  everyPlaceIsReported,
  factsAreTrue,
  evidenceIsTrue,
  verdictIsTrue,
  unusedIsUnused,
  timeIsTrue,
  shownUsesAreReported,
  countsAreTrue,
  sumsAddUp,
  everyUnknownHasGap,
  everyGapHasReason,
  somePlaceAnswered,
  validCredentialsAreUsed,
  formatsAgree,
}

/** Returns every invariant that a run has broken, with its name and how. */
export function brokenInvariants(run: FaultRun): string[] {
  const { report } = run
  const broken = violationTexts('endsInOrder', endsAsDocumented(run))
  if (report === null) return broken
  const others = Object.entries(invariants).flatMap(([name, promise]) =>
    violationTexts(name, promise({ ...run, report })),
  )
  return [...broken, ...others]
}

/** One cause breaks the same invariant for many keys, so a few of them are enough. */
function violationTexts(promise: string, broken: Iterable<string>): string[] {
  const all = [...broken]
  const more = all.length > FEW ? [`${promise}: and ${all.length - FEW} more`] : []
  return [...all.slice(0, FEW).map(what => `${promise}: ${what}`), ...more]
}

const FEW = 2
