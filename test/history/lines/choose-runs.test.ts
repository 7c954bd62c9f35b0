import { expect, test } from 'vitest'
import { runBefore, runsByMonth } from '../../../src/history/lines/choose-runs.ts'
import { headOf, type RunHead } from '../../../src/history/lines/run-head.ts'
import { aPlace, aReport } from '../../formats/a-report.ts'

/** A run at six in the morning of a day, of these Regions of an account. */
function run(day: string, regions: readonly string[], account_id = '111122223333'): RunHead {
  const places = regions.map(region => aPlace({ account_id, region }))
  return headOf({ generated_at: `${day}T06:00:00Z`, scope: { ...aReport().scope, places } })
}

const daysOf = (runs: readonly RunHead[]): string[] => runs.map(({ generatedAt }) => generatedAt.slice(0, 10))
const BOTH = ['eu-west-1', 'us-east-1']

test('history: of a month, the last run of the same scope counts before a later one of another scope', () => {
  const runs = [
    run('2026-10-01', BOTH),
    run('2026-10-20', BOTH),
    run('2026-10-25', ['eu-west-1']),
    run('2026-11-20', BOTH),
  ]
  expect(daysOf(runsByMonth(runs).chosen)).toEqual(['2026-10-20', '2026-11-20'])
})

test('history: of a month without such a run, the last one with a Region in common counts', () => {
  const runs = [run('2026-10-20', ['eu-west-1']), run('2026-10-25', ['ap-south-1']), run('2026-11-20', BOTH)]
  const { chosen, foreign } = runsByMonth(runs)
  expect([daysOf(chosen), daysOf(foreign)]).toEqual([['2026-10-20', '2026-11-20'], ['2026-10-25']])
})

test('history: the order of Regions and of lines does not matter', () => {
  const runs = [run('2026-11-20', BOTH), run('2026-10-25', ['eu-west-1']), run('2026-10-20', BOTH.toReversed())]
  expect(daysOf(runsByMonth(runs).chosen)).toEqual(['2026-10-20', '2026-11-20'])
})

test('history: the run before a time is the last one of the same scope, or with a Region in common', () => {
  const now = run('2026-11-20', BOTH)
  const runs = [run('2026-08-01', BOTH), run('2026-08-10', ['eu-west-1']), run('2026-09-01', BOTH), now]
  const before = (day: string) => runBefore(runs, now, Date.parse(`${day}T00:00:00Z`))?.generatedAt.slice(0, 10)
  expect(['2026-11-01', '2026-08-20', '2026-08-01'].map(before)).toEqual(['2026-09-01', '2026-08-01', undefined])
  expect(runBefore(runs, run('2026-11-20', BOTH, '444455556666'), now.at)).toBeNull()
})
