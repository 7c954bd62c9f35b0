import { expect, test } from 'vitest'
import disabledStillCalled from '../../../src/checks/life-cycle/disabled-still-called.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { aUsage, cloudTrailEvidence, judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const used = (at: string) => aUsage({ status: 'used', last_used_at: at, precision: 'second', source: 'kms' })
const OLD = used('2026-05-01T10:00:00Z')
const aws = { key_manager: 'AWS' }

const leaving = { key_state: 'PendingDeletion', enabled: false, deletion_date: '2026-12-01T14:30:22Z' }

const disabled = { key_state: 'Disabled', enabled: false }

const refused = (at: string) =>
  aUsage({
    evidence: [
      cloudTrailEvidence({ refused_at: at, refused_error: 'DisabledException', refused_by: 'ecs.amazonaws.com' }),
    ],
  })

test.each<Row>([
  ['a request of yesterday fails', { ...disabled, usage: refused('2026-11-19T00:00:00Z') }, 'fail high'],
  ['a request 100 days ago passes', { ...disabled, usage: refused('2026-08-10T00:00:00Z') }, 'pass'],
  ['no request passes', { ...disabled, usage: aUsage({ evidence: [cloudTrailEvidence()] }) }, 'pass'],
  ['events that were not read are unknown', { ...disabled, usage: OLD }, 'unknown'],
  [
    'events read in part are unknown',
    { ...disabled, usage: aUsage({ evidence: [cloudTrailEvidence({ status: 'partial' })] }) },
    'unknown',
  ],
  ['a key that is enabled again passes', { usage: refused('2026-11-19T00:00:00Z') }, 'pass'],
  ['pending deletion is not applicable', { ...leaving, usage: refused('2026-11-19T00:00:00Z') }, 'not_applicable'],
  ['AWS managed keys are not applicable', { ...disabled, ...aws }, 'not_applicable'],
])('disabled-still-called: %s', (_, key, expected) =>
  expect(outcome(judgeKey(disabledStillCalled, key))).toBe(expected),
)

test('disabled-still-called: failed calls of the callers that were read for the key count without CloudTrail as a source', () => {
  const caller = {
    principal: 'arn:aws:iam::111122223333:role/config',
    principal_account: '111122223333',
    service: null,
    operations: {},
    errors: { DisabledException: 3 },
    failures: [{ operation: 'Decrypt', error: 'DisabledException', calls: 3 }],
    first_at: '2026-11-01T00:00:00Z',
    last_at: '2026-11-19T00:00:00Z',
    sessions: [],
    source_addresses: [],
    encryption_contexts: [],
  }
  const read = {
    since: '2026-08-22T14:30:00Z',
    until: '2026-11-20T14:15:00Z',
    events: 3,
    metadata_reads: 0,
    unreadable: 0,
  }
  const activity = { ...read, callers: [caller], management: [], management_unread: [] }
  const { status, detail } = judgeKey(disabledStillCalled, { ...disabled, usage: OLD, activity })
  expect({ status, detail }).toEqual({
    status: 'fail',
    detail: 'Requests failed with DisabledException in the last 90 days.',
  })
})

test('disabled-still-called: the detail names the error, the day and the caller', () => {
  expect(judgeKey(disabledStillCalled, { ...disabled, usage: refused('2026-11-19T00:00:00Z') }).detail).toBe(
    'A request failed with DisabledException on 2026-11-19 (caller: ecs.amazonaws.com).',
  )
})
