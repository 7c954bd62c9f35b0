import type { GapRecord, KeyRecord, Report } from '../../../src/model/report/report.ts'
import type { Instant } from '../../../src/model/time.ts'
import type { FaultRun } from '../fault-run.ts'
import type { TrueKey } from '../truth.ts'

/** A statement that is true of every run, whatever fails. Returns each violation as text. */
export type Invariant = (run: FaultRun & { report: Report }) => Iterable<string>

/** Returns the records of keys that exist, with the truth about each. */
export const recordsWithTruth = ({
  report,
  truth,
}: FaultRun & { report: Report }): { record: KeyRecord; truly: TrueKey }[] =>
  report.keys.flatMap(record => {
    const truly = truth.get(record.key_arn)
    return truly === undefined ? [] : [{ record, truly }]
  })

interface Where {
  account_id: string
  region: string
  key_id: string | null
}

/** Whether a gap of one of these operations covers the key, its place or its account. */
export const hasGap = (
  gaps: readonly GapRecord[],
  { account_id, region, key_id }: Where,
  operations: readonly string[],
): boolean =>
  gaps.some(
    gap =>
      gap.account_id === account_id &&
      ((gap.region === null && gap.key_id === null) ||
        (gap.region === region &&
          (gap.key_id === null || gap.key_id === key_id) &&
          operations.includes(gap.operation))),
  )

/** Returns the time of a report. */
export const reportTime = ({ report }: { report: Report }): Instant => Date.parse(report.generated_at)
