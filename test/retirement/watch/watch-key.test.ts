import { describe, expect, test } from 'vitest'
import { watchKey } from '../../../src/retirement/watch/watch-key.ts'
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts'
import type { WatchEvent, WatchReading } from '../../../src/model/retirement/watch-reading.ts'
import {
  caller,
  changed,
  deleted,
  disabled,
  enabled,
  KEY,
  NOW,
  OTHER,
  OWNER,
  quietReading,
  refused,
  target,
  trail,
} from './readings.ts'

const watched = (more: Partial<WatchReading> = {}, days = 30) => watchKey(quietReading(more), days)
const events = (...more: readonly WatchEvent[]) => [trail({ events: [disabled(NOW - 40 * DAY), ...more] })]
/** Three requests in the hour that begins so many hours after the key was disabled. */
const counted = (hours: number) => ({ known: true, value: [{ start: NOW - 40 * DAY + hours * HOUR, sum: 3 }] }) as const
const state = (name: string, deletionDate: number | null = null): Partial<WatchReading> => ({
  key: { known: true, value: { state: name, deletionDate } },
})

const SNAPSHOTS = ['snap-1', 'snap-2'].map(id => ({ type: 'ebs-snapshot', id }))

describe('watch: quiet', () => {
  test('watch: a key without a refused call since it was disabled is quiet after its window', () => {
    expect(watched()).toMatchObject({
      verdict: 'quiet',
      why: 'no call was refused in 39 days (window: 30)',
      disabled_at: '2026-10-11T14:30:00Z',
      window_ends_at: '2026-11-10T14:30:00Z',
      disabled_source: 'cloudtrail',
      disabled_by: `arn:aws:iam::${OWNER}:user/admin`,
      days_seen: 39,
      not_seen_why: [],
    })
  })

  test('watch: the window must be over when events arrive, not when the watch runs', () => {
    const justOver = [trail({ events: [disabled(NOW - 30 * DAY - 10 * MINUTE)] })]
    expect(watched({ trails: justOver })).toMatchObject({ verdict: 'too_early', why: '29 of 30 days are over' })
    expect(watched({ trails: [trail({ events: [disabled(NOW - 30 * DAY - 15 * MINUTE)] })] }).verdict).toBe('quiet')
  })

  test('watch: a key pending deletion stays quiet, and its rollback cancels the deletion and enables it', () => {
    expect(watched(state('PendingDeletion', NOW + 20 * DAY))).toMatchObject({
      verdict: 'quiet',
      deletion_date: '2026-12-10T14:30:00Z',
      rollback:
        `aws kms cancel-key-deletion --region eu-west-1 --key-id ${KEY} && ` +
        `aws kms enable-key --region eu-west-1 --key-id ${KEY}`,
    })
  })

  test('watch: a key that was disabled longer ago than CloudTrail keeps events is quiet by the days that are left', () => {
    const old = { trails: [trail({ since: NOW - 89 * DAY, events: [] })], target: target({ wave: null }) }
    expect(watched(old, 85)).toMatchObject({
      verdict: 'quiet',
      disabled_at: '2026-08-23T14:30:00Z',
      disabled_source: null,
    })
  })

  test('watch: disabling a key that is disabled already does not begin the window again', () => {
    expect(watched({ trails: events(disabled(NOW - 5 * DAY)) })).toMatchObject({
      verdict: 'quiet',
      disabled_at: '2026-10-11T14:30:00Z',
    })
  })

  test('watch: dependents that raise no error are named, because quiet proves nothing for them', () => {
    expect(watched({ target: target({ silentDependents: SNAPSHOTS }) })).toMatchObject({
      verdict: 'quiet',
      notes: [
        'A quiet window proves nothing for 2 EBS snapshots (snap-1 and snap-2): nothing reports an error while the key is disabled.',
      ],
    })
  })
})

describe('watch: needed', () => {
  test('watch: a refused caller is named with the service, the calls, addresses and encryption contexts', () => {
    const context = { 'aws:s3:arn': 'arn:aws:s3:::orders' }
    const service = caller({ service: 's3.amazonaws.com' })
    const calls = [2, 1].map(days => refused(NOW - days * DAY, { caller: service, encryptionContext: context }))
    const { verdict, why, refused: records, rollback } = watched({ trails: events(...calls) })
    expect([verdict, why]).toEqual(['needed', 'needed by role/orders via s3.amazonaws.com'])
    expect(records).toEqual([
      {
        account_id: OWNER,
        principal: `arn:aws:iam::${OWNER}:role/orders`,
        principal_account: OWNER,
        service: 's3.amazonaws.com',
        operation: 'Decrypt',
        error: 'DisabledException',
        calls: 2,
        first_at: '2026-11-18T14:30:00Z',
        last_at: '2026-11-19T14:30:00Z',
        sessions: ['i-0abc'],
        source_addresses: ['192.0.2.10'],
        encryption_contexts: [context],
      },
    ])
    expect(rollback).toBe(`aws kms enable-key --region eu-west-1 --key-id ${KEY}`)
  })

  test('watch: a call that was refused before the key was last disabled does not count', () => {
    const before = [disabled(NOW - 60 * DAY), refused(NOW - 59 * DAY), enabled(NOW - 58 * DAY)]
    expect(
      watched({ trails: [trail({ since: NOW - 80 * DAY, events: [...before, disabled(NOW - 40 * DAY)] })] }),
    ).toMatchObject({
      verdict: 'quiet',
      refused: [],
    })
  })

  test('watch: a principal that enabled the key needs it, unless rollback.sh did', () => {
    const trails = events(enabled(NOW - DAY))
    expect(watched({ trails, ...state('Enabled') })).toMatchObject({
      verdict: 'needed',
      why: 'needed by user/admin, who called EnableKey',
      rollback: null,
    })
    const actions = [{ action: 'enable', at: NOW - DAY + MINUTE } as const]
    expect(watched({ trails, actions, ...state('Enabled') })).toMatchObject({
      verdict: 'too_early',
      why: 'the key is enabled again',
      changed_back: [{ operation: 'EnableKey', by_rollback: true }],
    })
  })

  test('watch: a principal that cancelled the deletion needs the key', () => {
    expect(watched({ trails: events(changed('CancelKeyDeletion', NOW - DAY)) }).why).toBe(
      'needed by user/admin, who called CancelKeyDeletion',
    )
  })

  test('watch: a deletion that was cancelled before the plan is no need', () => {
    const trails = events(changed('CancelKeyDeletion', NOW - 20 * DAY))
    const replanned = { trails, target: target({ wave: null, plannedAt: NOW - 10 * DAY }) }
    expect(watched(replanned)).toMatchObject({ verdict: 'quiet', changed_back: [] })
  })

  test('watch: a change of the policy is listed, and is no need by itself', () => {
    expect(watched({ trails: events(changed('PutKeyPolicy', NOW - DAY)) })).toMatchObject({
      verdict: 'quiet',
      changed_back: [{ operation: 'PutKeyPolicy', at: '2026-11-19T14:30:00Z', by_rollback: false }],
    })
  })

  test('watch: a resource that references the key since the plan needs it', () => {
    const value = [{ type: 'secret', id: 'orders/db', arn: null }]
    expect(watched({ newDependents: { known: true, value } }).why).toBe(
      'needed by secret orders/db, which references the key since the plan was made',
    )
  })

  test('watch: requests that CloudWatch counts after the key was disabled show a need, those of the first hour do not', () => {
    expect(watched({ requests: counted(2) }).why).toContain('CloudWatch counts 3 requests since the key was disabled')
    expect(watched({ requests: counted(0.5) }).verdict).toBe('quiet')
  })

  test('watch: a refused call in the CloudTrail of another account counts', () => {
    const other = trail({ account: OTHER, events: [refused(NOW - DAY)] })
    expect(watched({ target: target({ externalAccounts: [OTHER] }), trails: [trail(), other] })).toMatchObject({
      verdict: 'needed',
      refused: [{ account_id: OTHER }],
    })
  })
})

describe('watch: not seen', () => {
  test.each<[what: string, more: Partial<WatchReading>, why: string]>([
    [
      'CloudTrail that was denied',
      { trails: [trail({ since: null, until: null, why: 'access denied', events: [] })] },
      `CloudTrail of account ${OWNER} was not read: access denied`,
    ],
    [
      'a key of which nothing shows when it was disabled',
      { trails: [trail({ events: [] })] },
      'neither CloudTrail nor the log of the scripts shows when the key was disabled',
    ],
    [
      'a missing page',
      { trails: [trail({ why: 'LookupEvents returned the same page twice' })] },
      `CloudTrail of account ${OWNER} was read in part: LookupEvents returned the same page twice`,
    ],
    [
      'a trail that begins too late for a whole window',
      { trails: [trail({ since: NOW - 10 * DAY, events: [] })], actions: [{ action: 'disable', at: NOW - 40 * DAY }] },
      `CloudTrail of account ${OWNER} was read from 2026-11-10 14:30 UTC on, but the key was disabled before that`,
    ],
    [
      'another account that may use the key',
      { target: target({ externalAccounts: [OTHER] }) },
      `account ${OTHER} may use the key, and its CloudTrail was not read: add credentials for it`,
    ],
    [
      'a policy that lets anybody in',
      { target: target({ externalAccounts: ['*'] }) },
      'any account may use the key, and CloudTrail logs refused calls in the account of the caller',
    ],
    [
      'a policy that the plan could not read',
      { target: target({ externalAccounts: null }) },
      'the plan does not know which accounts may use the key, and CloudTrail logs refused calls in the account of the caller',
    ],
    [
      'a key that cannot be described',
      { key: { known: false, why: 'access denied' } },
      'the state of the key is not known: access denied',
    ],
    [
      'a key that has vanished without a trace',
      { key: { known: true, value: 'vanished' } },
      'KMS does not know the key, and CloudTrail does not show its deletion',
    ],
    [
      'a key without its key material',
      state('PendingImport'),
      'the key is PendingImport, so what would be refused is not known',
    ],
    [
      'dependents that could not be read again',
      { newDependents: { known: false, why: 'ec2:DescribeVolumes was denied' } },
      'new dependents were not looked for: ec2:DescribeVolumes was denied',
    ],
    [
      'a CloudTrail that misses the DisableKey call which the scripts logged',
      { trails: [trail({ events: [] })], actions: [{ action: 'disable', at: NOW - 40 * DAY }] },
      `CloudTrail of account ${OWNER} does not show the DisableKey call of 2026-10-11T14:30:00Z that the log of the ` +
        'scripts has, so it may not show refused calls either',
    ],
  ])('watch: %s is not seen, with the reason', (_, more, why) => {
    expect(watched(more)).toMatchObject({ verdict: 'not_seen', why })
  })

  test('watch: a refused caller counts although a page is missing', () => {
    const trails = [trail({ why: 'throttled', events: [disabled(NOW - 40 * DAY), refused(NOW - DAY)] })]
    expect(watched({ trails })).toMatchObject({ verdict: 'needed', refused_complete: false })
  })
})

describe('watch: too early', () => {
  test('watch: a key that is not disabled yet is too early, whatever could not be read', () => {
    const trails = [trail({ events: [], why: 'throttled' })]
    expect(watched({ trails, ...state('Enabled') })).toMatchObject({
      verdict: 'too_early',
      why: 'the key is enabled: step 1 has not been done',
      window_ends_at: null,
      days_seen: 0,
    })
  })

  test('watch: the account whose events end first decides how many days are over', () => {
    const other = trail({ account: OTHER, until: NOW - 15 * DAY, events: [] })
    expect(watched({ target: target({ externalAccounts: [OTHER] }), trails: [trail(), other] })).toMatchObject({
      verdict: 'too_early',
      why: '25 of 30 days are over',
    })
  })

  test('watch: a key that was enabled and disabled by hand a moment ago begins its window with the next event', () => {
    const trails = events(enabled(NOW - HOUR))
    const actions = [{ action: 'enable', at: NOW - HOUR } as const]
    expect(watched({ trails, actions })).toMatchObject({
      verdict: 'too_early',
      why: 'the key was enabled at 2026-11-20 13:30 UTC',
    })
  })

  test('watch: calls that were refused before the plan do not count for a key that it saw enabled', () => {
    const past = [disabled(NOW - 60 * DAY), refused(NOW - 59 * DAY), enabled(NOW - 58 * DAY)]
    const trails = [trail({ since: NOW - 80 * DAY, events: past })]
    expect(watched({ trails, ...state('Enabled') })).toMatchObject({
      verdict: 'too_early',
      why: 'the key is enabled: step 1 has not been done',
      refused: [],
    })
  })

  test('watch: the log of the scripts tells when a key was disabled until CloudTrail shows it', () => {
    const actions = [{ action: 'disable', at: NOW - 5 * MINUTE } as const]
    expect(watched({ trails: [trail({ events: [] })], actions })).toMatchObject({
      verdict: 'too_early',
      why: '0 of 30 days are over',
      disabled_source: 'log',
    })
  })

  test('watch: a gap is said on the first day, before the window is over', () => {
    const trails = [trail({ events: [disabled(NOW - DAY)] })]
    expect(watched({ trails, target: target({ externalAccounts: [OTHER] }) }).verdict).toBe('not_seen')
  })
})

test('watch: a key whose deletion CloudTrail shows is deleted, and has no rollback', () => {
  expect(watched({ key: { known: true, value: 'vanished' }, trails: events(deleted(NOW - DAY)) })).toMatchObject({
    verdict: 'deleted',
    rollback: null,
  })
})
