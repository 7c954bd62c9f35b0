import { expect, test } from 'vitest'
import type { Activity } from '../../../src/model/assessments/activity.ts'
import { DAY } from '../../../src/model/time.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { run } from '../../run.ts'
import { ACCOUNT, eventsIn, idOf, NOW, REGION, sumOf, WHOLE, writtenArchive } from './written-archive.ts'

const archive = writtenArchive()

const textOf = (row: object): string => JSON.stringify(Object.entries(row).toSorted())

test('activity of an archive: every call is counted by day, key, operation, principal, service and error', async () => {
  const { whole } = await archive.activity(...WHOLE)
  const rows = whole().days ?? []
  const expected = [...archive.known()].flatMap(([key_arn, { days }]) =>
    days.map(({ events, ...day }) => ({ key_arn, ...day, calls: events })),
  )
  const withoutPlace = rows.map(({ account_id: _account, region: _region, is_lower_bound: _bound, ...row }) => row)
  expect(withoutPlace.map(textOf).toSorted()).toEqual(expected.map(textOf).toSorted())
  expect(expected.length).toBeGreaterThan(20)
  expect(sumOf(whole().calls)).toBe(eventsIn(archive.known()))
  expect(sumOf(whole().principals)).toBe(eventsIn(archive.known()))
  expect(whole().windows[0]?.events).toBe(eventsIn(archive.known()))
})

test('activity of an archive: a key has its last use with the second and the event', async () => {
  const { whole } = await archive.activity(...WHOLE, '--key', 'alias/k0')
  const [key, ...others] = whole().keys
  const last = archive.known().get(archive.keys()[0] ?? '')?.last
  expect(others).toEqual([])
  expect(key).toMatchObject({ key_arn: archive.keys()[0], aliases: ['alias/k0'] })
  expect(key?.last_use).toMatchObject({
    event_id: last?.eventId,
    operation: last?.operation,
    principal: last?.principal,
  })
  expect(Date.parse(key?.last_use?.at ?? '')).toBe(last?.at)
  expect(sumOf(whole().calls)).toBe(eventsIn(archive.known([archive.keys()[0] ?? ''])))
})

test('activity of an archive: --since is a whole day', async () => {
  const days = Math.ceil((NOW - Date.parse('2024-03-03T18:00:00Z')) / DAY)
  const { whole } = await archive.activity('--since', `${days}d`)
  expect(whole().since).toBe('2024-03-03T00:00:00Z')
  expect(sumOf(whole().calls)).toBe(eventsIn(archive.known(null, '2024-03-03')))
})

test('activity of an archive: what it does not keep is unknown, not zero', async () => {
  const { whole } = await archive.activity('--since', '2024-03-02', '--until', '2024-03-02')
  const { principals, calls, findings } = whole()
  expect(principals.every(({ sessions, most_failures_an_hour: burst }) => sessions === null && burst === null)).toBe(
    true,
  )
  expect(calls.every(({ without_context, precision }) => without_context === null && precision === 'day')).toBe(true)
  expect(findings.filter(({ check }) => check === 'activity-key-change')).toMatchObject([
    { status: 'unknown', detail: 'Changes of keys and trails are not read from an archive.' },
  ])
})

test('activity of an archive: calls that failed because of the state of the key are a finding', async () => {
  const { whole } = await archive.activity(...WHOLE)
  const refused = [...archive.known().values()].filter(({ refused: call }) => call !== null)
  const found = whole().findings.filter(({ check, status }) => check === 'activity-unusable-key' && status === 'fail')
  expect(found.map(({ key_id }) => key_id).toSorted()).toEqual(refused.map(({ key }) => idOf(key)).toSorted())
  expect(refused.length).toBeGreaterThan(0)
  expect(found[0]?.detail).toMatch(
    /failed because the key was disabled or pending deletion, .*; the last on 2024-03-0[1-4]\.$/,
  )
})

test('activity of an archive: a key that was deleted is found by its ARN', async () => {
  const empty = { clock: () => NOW, accounts: [simAccount({ id: ACCOUNT, regions: { [REGION]: { keys: [] } } })] }
  const [arn = ''] = archive.keys()
  const args = ['activity', '--key', arn, ...archive.named(), ...WHOLE, '-o', 'json']
  const { out, exit } = await run(args, empty)
  expect(exit).toBe(0)
  expect(sumOf((JSON.parse(out) as Activity).calls)).toBe(eventsIn(archive.known([arn])))
})

const isDryRun = ({ error }: { error: string | null }): boolean => error === 'DryRunOperationException'

test('activity of an archive: dry runs are counted separately from failed calls', async () => {
  const days = [...archive.known().values()].flatMap(history => history.days)
  const dryRuns = days.filter(isDryRun).reduce((sum, { events }) => sum + events, 0)
  const failed = days.filter(day => day.error !== null && !isDryRun(day)).reduce((sum, { events }) => sum + events, 0)
  const { calls, principals } = (await archive.activity(...WHOLE)).whole()
  expect([dryRuns > 0, failed > 0]).toEqual([true, true])
  expect(calls.reduce((sum, row) => sum + (row.dry_runs ?? 0), 0)).toBe(dryRuns)
  expect(calls.flatMap(row => Object.keys(row.failures))).not.toContain('DryRunOperationException')
  expect(principals.reduce((sum, row) => sum + (row.dry_runs ?? 0), 0)).toBe(dryRuns)
  expect(principals.reduce((sum, row) => sum + row.failures, 0)).toBe(failed)
})
