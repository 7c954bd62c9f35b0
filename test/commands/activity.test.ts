import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { TRAIL_CHANGES } from '../../src/model/assessments/activity-changes.ts'
import { DAY } from '../../src/model/time.ts'
import { validate } from '../../src/report/validators/activity.ts'
import { ACCOUNT, arn, NOW } from '../simulation/services/clients.ts'
import { activity, denied, uses, worldOf } from './activity/event-history.ts'

test('activity: all pages of the time are counted, by principal and by key', async () => {
  const world = worldOf(uses('Decrypt', 120), uses('Encrypt', 7), uses('Encrypt', 9, { at: NOW - 2 * DAY }))
  const { whole, aws } = await activity(world)
  const { windows, principals, calls } = whole()
  expect(windows).toMatchObject([{ region: 'us-east-1', is_complete: true, events: 127, pages: 3, not_understood: 0 }])
  expect(principals).toMatchObject([
    { principal: `arn:aws:iam::${ACCOUNT}:role/app`, calls: 127, sessions: 1, is_lower_bound: false },
  ])
  expect(calls.map(row => [row.key_arn, row.operation, row.calls])).toEqual([
    [arn(1), 'Decrypt', 120],
    [arn(1), 'Encrypt', 7],
  ])
  // Three pages, and one lookup for each change of trails.
  expect(aws.calls['cloudtrail:LookupEvents']).toBe(3 + TRAIL_CHANGES.length)
})

test('activity: the JSON output fits its schema', async () => {
  const { whole } = await activity(worldOf(uses('Decrypt', 3)))
  expect(validate(whole()), JSON.stringify(validate.errors)).toBe(true)
})

test('activity: --since reads further back', async () => {
  const { whole } = await activity(worldOf(uses('Encrypt', 9, { at: NOW - 2 * DAY })), ['--since', '3d'])
  expect(whole().windows).toMatchObject([{ since: '2026-11-17T14:30:00Z', events: 9 }])
})

test('activity: --since beyond 90 days is refused with the reason, before AWS is called', async () => {
  const { exit, err, requests } = await activity(worldOf(), ['--since', '91d'])
  expect({ exit, err, calls: requests.length }).toEqual({
    exit: 2,
    err: 'kms-audit: --since 91d is longer than the 90 days that CloudTrail keeps in its event history. Use --since 90d at most, or name an archive, such as --trail-archive DIR.\n',
    calls: 0,
  })
})

test('activity: --fail-on anomaly ends with exit code 1 if anything is unusual, and with 0 if nothing is', async () => {
  const unusual = await activity(worldOf(denied), ['--fail-on', 'anomaly'])
  expect(unusual.exit).toBe(1)
  expect(unusual.err).toContain('--fail-on anomaly')
  expect((await activity(worldOf(uses('Decrypt', 3)), ['--fail-on', 'anomaly'])).exit).toBe(0)
})

test('activity: a saved result is shown again, with other limits if these are given, without calling AWS', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'activity-')), 'activity.json')
  await activity(worldOf(uses('Decrypt', 30)), ['-f', path])
  const same = await activity(worldOf(), ['--from', path])
  expect(same.whole()).toEqual(JSON.parse(readFileSync(path, 'utf8')))
  const strict = await activity(worldOf(), ['--from', path, '--max-decrypts', '10'])
  expect(strict.requests).toEqual([])
  expect(strict.whole().thresholds.decrypts_per_day).toBe(10)
  expect(strict.whole().findings[0]).toMatchObject({ check: 'activity-decrypt-volume', status: 'fail' })
})

test('activity: dry runs are counted separately from failed calls', async () => {
  const dryRuns = uses('Decrypt', 4, { errorCode: 'DryRunOperationException' })
  const { whole } = await activity(worldOf(dryRuns, uses('Decrypt', 2), denied))
  expect(whole().calls).toMatchObject([{ calls: 9, failures: { AccessDenied: 3 }, dry_runs: 4 }])
  expect(whole().principals).toMatchObject([{ calls: 9, failures: 3, dry_runs: 4, most_failures_an_hour: 3 }])
})
