import { mkdtempSync, readdirSync, rmSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Activity } from '../../../src/model/assessments/activity.ts'
import { validate } from '../../../src/report/validators/activity.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { writeArchive } from '../../archives/generator/write-archive.ts'
import { run } from '../../run.ts'
import { ACCOUNT, NOW, REGION, WHOLE, writtenArchive } from './written-archive.ts'

const archive = writtenArchive()

test('activity of an archive: the JSON output fits its schema, and says which source answered for what time', async () => {
  const { whole } = await archive.activity(...WHOLE)
  expect(validate(whole()), JSON.stringify(validate.errors)).toBe(true)
  expect(whole()).toMatchObject({ since: '2024-03-01T00:00:00Z', until: '2024-03-05T00:00:00Z' })
  expect(whole().windows).toMatchObject([
    { source: 'archive', since: '2024-03-01T00:00:00Z', until: '2024-03-05T00:00:00Z' },
  ])
})

test('activity of an archive: time before and after it is not covered, and counts are lower bounds', async () => {
  const { whole } = await archive.activity('--since', '2024-02-01')
  const { windows, calls, gaps } = whole()
  expect(windows).toMatchObject([{ is_complete: false }])
  expect(windows[0]?.doubts?.at(-1)).toMatchObject({ until: '2026-11-22T06:00:00Z' })
  expect(windows[0]?.doubts?.[0]).toMatchObject({ since: '2024-02-01T00:00:00Z' })
  expect(calls.every(row => row.is_lower_bound)).toBe(true)
  expect(gaps).toMatchObject([{ operation: 'kms-audit:trail-archive', reason: 'partial' }])
})

test('activity of an archive: time with all digest files is covered', async () => {
  const { whole } = await archive.activity('--since', '2024-03-02', '--until', '2024-03-02')
  expect(whole().windows).toMatchObject([{ is_complete: true, why: null, doubts: [] }])
  expect(whole().calls.some(row => row.is_lower_bound)).toBe(false)
})

test('activity of an archive: a log file that is missing makes counts lower bounds', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'kms-audit-years-'))
  writeArchive(copy, archive.truth().shape)
  const logs = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter(path =>
    /3333_CloudTrail_.*20240302T/.test(path),
  )
  unlinkSync(join(copy, logs[3] ?? ''))
  const { out } = await run(
    ['activity', '-r', REGION, '--trail-archive', copy, '--since', '2024-03-02', '--until', '2024-03-02', '-o', 'json'],
    archive.world(),
  )
  rmSync(copy, { recursive: true })
  expect((JSON.parse(out) as Activity).windows).toMatchObject([{ is_complete: false }])
})

test('activity of an archive: an archive of other accounts is refused', async () => {
  const other = {
    clock: () => NOW,
    accounts: [simAccount({ id: '777788889999', regions: { [REGION]: { keys: [] } } })],
  }
  const { exit, err, out } = await run(['activity', '-r', REGION, ...archive.named(), ...WHOLE], other)
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toContain('The archive has no log file of account 777788889999.')
})

test('activity of an archive: only days with doubtful hours are lower bounds, and every total over them', async () => {
  const { whole } = await archive.activity(...WHOLE)
  const { windows, calls, principals } = whole()
  // The trail began on the first day.
  expect(windows[0]?.doubts?.map(({ since }) => since.slice(0, 10))).toEqual(['2024-03-01', '2024-03-01'])
  const days = whole().days ?? []
  expect(new Set(days.filter(row => row.is_lower_bound).map(({ day }) => day))).toEqual(new Set(['2024-03-01']))
  expect(days.some(row => row.is_lower_bound === undefined)).toBe(true)
  expect([...calls, ...principals].every(row => row.is_lower_bound)).toBe(true)
})

test('activity of an archive: the table marks only counts that can be larger, and says for how long calls may be missing', async () => {
  const { out } = await run(['activity', '-r', REGION, ...archive.named(), ...WHOLE], archive.world())
  expect(out).toMatch(/^\| 2024-03-01 \| >= \d+ /m)
  expect(out).toMatch(/^\| 2024-03-02 \| +\d+ \| +\d+ /m)
  expect(out).toMatch(/^Incomplete {2}111122223333 us-east-1: calls may be missing in \d+ hours\. Counts that include/m)
  expect(out).toMatch(/^ {12}2024-03-01 00:00 UTC to 2024-03-01 01:00 UTC: the trail, or the validation/m)
})

test('activity of an archive: counts of a principal are lower bounds if another Region of its account is in doubt', async () => {
  const regions = { [REGION]: { keys: [] }, 'eu-west-1': { keys: [] } }
  const world = { clock: () => NOW, accounts: [simAccount({ id: ACCOUNT, regions })] }
  const day = ['--since', '2024-03-02', '--until', '2024-03-02', '--trail-index', archive.index(), '-o', 'json']
  const { out } = await run(['activity', '-r', `${REGION},eu-west-1`, ...day], world)
  const { calls, principals } = JSON.parse(out) as Activity
  expect(calls.some(row => row.is_lower_bound)).toBe(false)
  expect(principals.length).toBeGreaterThan(1)
  expect(principals.every(row => row.is_lower_bound)).toBe(true)
})

test('activity of an archive: if its log files end before the time, a line names their last day', async () => {
  const end =
    'The last log file was delivered on 2024-03-06, before the requested time. Use an earlier --since, such as 2024-02-05.'
  const { exit, err, whole } = await archive.activity()
  expect([exit, whole().calls]).toEqual([0, []])
  expect(err).toContain(end)
  expect((await archive.activity('--since', '2024-03-04')).err).not.toContain('The last log file')
})
