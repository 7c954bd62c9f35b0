import { groupBy } from '../../lib/group-by.ts'
import { isRelated, type RunHead } from './run-head.ts'

/**
 * Returns one run of each month to compare with the newest one, and the runs that have nothing in common with it. Of the
 * runs of a month, the last one of the same scope counts; if there is none, the last one with a place in common, whose
 * numbers the trend marks.
 */
export function runsByMonth<Run extends RunHead>(runs: readonly Run[]): { chosen: Run[]; foreign: Run[] } {
  const ordered = runs.toSorted((one, other) => one.at - other.at)
  const newest = ordered.at(-1)
  if (newest === undefined) return { chosen: [], foreign: [] }
  const related = ordered.filter(run => isRelated(run, newest))
  const months = groupBy(related, ({ generatedAt }) => generatedAt.slice(0, 7))
  return {
    chosen: months.flatMap(month => lastLike(month, newest) ?? []),
    foreign: ordered.filter(run => !isRelated(run, newest)),
  }
}

/**
 * Returns the last run at or before a time that is comparable with a run: of the same scope, or else with a place in
 * common. Null: there is none.
 */
export const runBefore = <Run extends RunHead>(runs: readonly Run[], like: RunHead, before: number): Run | null =>
  lastLike(
    runs.filter(run => run.at <= before && isRelated(run, like)).toSorted((one, other) => one.at - other.at),
    like,
  )

const lastLike = <Run extends RunHead>(runs: readonly Run[], like: RunHead): Run | null =>
  runs.findLast(({ scopeId }) => scopeId === like.scopeId) ?? runs.at(-1) ?? null
