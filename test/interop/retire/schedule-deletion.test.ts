import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { RetirementPlan } from '../../../src/model/retirement/retirement.ts'
import { DAY, isoTime } from '../../../src/model/time.ts'
import { aReadyKey } from '../../retirement/ready-key.ts'
import { aPlan, DISABLED, ONE } from './a-plan.ts'
import { writeWatch } from './a-watch.ts'
import { StubAccount } from './stub-account.ts'

const SCRIPT = '2-schedule-deletion.sh'
let account: StubAccount
afterEach(() => account.remove())

/** Step 1 has been done, and the watch called every key quiet. */
function watched(plan: RetirementPlan): StubAccount {
  account = new StubAccount(plan)
  account.run('1-disable.sh', '--execute')
  writeWatch(account.directory, plan)
  return account
}

const states = (): string[] => Object.values(account.state.keys).map(({ state }) => state)

test('2-schedule-deletion.sh: without --execute it says what it would do, and changes nothing', () => {
  const { exit, out, err } = watched(aPlan([ONE])).run(SCRIPT)
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(out).toContain(`${ONE.key_arn} would be scheduled for deletion in 30 days.`)
  expect(states()).toEqual(['Disabled'])
})

test('2-schedule-deletion.sh: quiet keys are scheduled for deletion in 30 days, also those that were disabled before', () => {
  const { exit, err } = watched(aPlan([ONE, DISABLED])).run(SCRIPT, '--execute')
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(states()).toEqual(['PendingDeletion', 'PendingDeletion'])
  expect(Object.values(account.state.keys).map(({ days }) => days)).toEqual([30, 30])
  expect(account.run(SCRIPT, '--execute').out).toContain('0 done, 2 already done')
})

test('2-schedule-deletion.sh: a verdict that was edited in watch.tsv is refused', () => {
  const plan = aPlan([DISABLED])
  writeWatch(watched(plan).directory, plan, { verdict: 'needed' })
  const path = join(account.directory, 'watch.tsv')
  writeFileSync(path, readFileSync(path, 'utf8').replace('needed', 'quiet'))
  const { exit, err } = account.run(SCRIPT, '--execute')
  expect([exit, err]).toEqual([1, expect.stringContaining('watch.tsv and watch.json do not say the same about')])
  expect(states()).toEqual(['Disabled'])
})

test('2-schedule-deletion.sh: --plan-ttl does not apply to it', () => {
  const plan = aPlan([DISABLED], 40)
  expect(watched(plan).run(SCRIPT, '--execute').exit).toBe(0)
  expect(states()).toEqual(['PendingDeletion'])
})

test('2-schedule-deletion.sh: a replica is scheduled before its primary key', () => {
  const replica = aReadyKey({
    key_id: 'mrk-1',
    region: 'us-east-1',
    multi_region_type: 'REPLICA',
    key_state: 'Disabled',
  })
  const primary = aReadyKey({
    key_id: 'mrk-1',
    multi_region_type: 'PRIMARY',
    replica_keys: [replica.key_arn],
    key_state: 'Disabled',
  })
  watched(aPlan([primary, replica])).run(SCRIPT, '--execute')
  const scheduled = account.state.calls.filter(call => call.includes('schedule-key-deletion'))
  expect(scheduled.map(call => call.includes(replica.key_arn))).toEqual([true, false])
})

test.each(['needed', 'too_early', 'not_seen'] as const)(
  '2-schedule-deletion.sh: a key that the watch calls %s is skipped',
  verdict => {
    const plan = aPlan([ONE])
    writeWatch(watched(plan).directory, plan, { verdict })
    const { exit, out } = account.run(SCRIPT, '--execute')
    expect([exit, out]).toEqual([0, expect.stringContaining(`is skipped: the watch says: ${verdict}`)])
    expect(states()).toEqual(['Disabled'])
  },
)

test('2-schedule-deletion.sh: a key that step 1 did not disable is skipped', () => {
  const plan = aPlan([ONE])
  account = new StubAccount(plan)
  writeWatch(account.directory, plan)
  expect(account.run(SCRIPT, '--execute').out).toContain('is skipped: step 1 has not disabled it.')
  account.changeKey(ONE.key_arn, { state: 'Disabled' })
  expect(account.run(SCRIPT, '--execute').out).toContain('is skipped: step 1 of this plan has not disabled it.')
  expect(states()).toEqual(['Disabled'])
})

test.each<[what: string, edit: (plan: RetirementPlan) => void, message: string]>([
  ['without a watch', () => rmSync(join(account.directory, 'watch.tsv')), 'There is no watch.json'],
  [
    'with a watch that is older than a day',
    plan => writeWatch(account.directory, plan, {}, { hoursAgo: 25 }),
    'older than a day',
  ],
  [
    'with a watch of another plan',
    plan => writeWatch(account.directory, plan, {}, { plan_id: '0123456789abcdef' }),
    'is about the plan 0123456789abcdef',
  ],
  [
    'with a shorter watch than planned',
    plan => writeWatch(account.directory, plan, {}, { window_days: 7 }),
    'The watch was for 7 days, and the plan asks for 30.',
  ],
  [
    'after an edit of watch.json',
    () => appendFileSync(join(account.directory, 'watch.json'), ' '),
    'watch.json and watch.tsv do not belong together',
  ],
  [
    'after an edit of watch.tsv',
    () => appendFileSync(join(account.directory, 'watch.tsv'), 'arn:x\tquiet\n'),
    'is not complete',
  ],
  [
    'while the window is not over',
    plan => writeWatch(account.directory, plan, { window_ends_at: isoTime(Date.now() + DAY) }),
    'The window of',
  ],
  [
    'after the key was used',
    () => account.changeKey(ONE.key_arn, { lastUsed: '2026-11-27T01:02:03Z' }),
    'after the plan was made',
  ],
  ['after the key was enabled again', () => account.changeKey(ONE.key_arn, { state: 'Enabled' }), 'is Enabled again'],
])('2-schedule-deletion.sh: %s it stops, and schedules nothing', (_, edit, message) => {
  const plan = aPlan([ONE])
  watched(plan)
  edit(plan)
  const { exit, err } = account.run(SCRIPT, '--execute')
  expect([exit, err]).toEqual([1, expect.stringContaining(message)])
  expect(states()).not.toContain('PendingDeletion')
})

test.each<[what: string, edit: () => void, message: string]>([
  [
    'after the key was created again',
    () => account.changeKey(ONE.key_arn, { created: '2026-11-01T00:00:00Z' }),
    'but the key of the plan was created at',
  ],
  [
    'in another account',
    () => account.change(state => void (state.account = '444455556666')),
    'are those of account 444455556666',
  ],
  [
    'after an edit of plan.json',
    () => appendFileSync(join(account.directory, 'plan.json'), ' '),
    'plan.json was changed',
  ],
])('2-schedule-deletion.sh: %s it is refused, exit 2, and schedules nothing', (_, edit, message) => {
  watched(aPlan([ONE]))
  edit()
  const { exit, err } = account.run(SCRIPT, '--execute')
  expect([exit, err]).toEqual([2, expect.stringContaining(message)])
  expect(states()).toEqual(['Disabled'])
})
