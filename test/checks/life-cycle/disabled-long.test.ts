import { expect, test } from 'vitest'
import disabledLong from '../../../src/checks/life-cycle/disabled-long.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { aUsage, cloudTrailEvidence, judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const used = (at: string) => aUsage({ status: 'used', last_used_at: at, precision: 'second', source: 'kms' })
const OLD = used('2026-05-01T10:00:00Z')
const BLIND = aUsage({ evidence: [{ source: 'kms', status: 'unknown', why: 'Access denied' }] })
const aws = { key_manager: 'AWS' }

const leaving = { key_state: 'PendingDeletion', enabled: false, deletion_date: '2026-12-01T14:30:22Z' }

const disabled = { key_state: 'Disabled', enabled: false }
const since = (at: string) => ({ ...OLD, evidence: [cloudTrailEvidence({ disabled_at: at })] })

test.each<Row>([
  ['disabled 91 days ago fails', { ...disabled, usage: since('2026-08-21T00:00:00Z') }, 'fail low'],
  ['disabled 89 days ago passes', { ...disabled, usage: since('2026-08-23T15:00:00Z') }, 'pass'],
  ['used last month passes', { ...disabled, usage: used('2026-10-20T00:00:00Z') }, 'pass'],
  ['created last month passes', { ...disabled, usage: BLIND, created_at: '2026-10-20T00:00:00Z' }, 'pass'],
  [
    'no DisableKey event in 90 days fails',
    { ...disabled, usage: { ...OLD, evidence: [cloudTrailEvidence()] } },
    'fail low',
  ],
  ['long unused, with an unknown time of disabling, is unknown', { ...disabled, usage: OLD }, 'unknown'],
  [
    'events read in part are unknown',
    { ...disabled, usage: { ...OLD, evidence: [cloudTrailEvidence({ status: 'partial' })] } },
    'unknown',
  ],
  ['without any date it is unknown', { ...disabled, usage: BLIND, created_at: null }, 'unknown'],
  ['an enabled key passes', { usage: BLIND }, 'pass'],
  ['pending deletion is not applicable', leaving, 'not_applicable'],
  ['AWS managed keys are not applicable', aws, 'not_applicable'],
])('disabled-long: %s', (_, key, expected) => expect(outcome(judgeKey(disabledLong, key))).toBe(expected))

test('disabled-long: the remedy enables a key that is still called, and says not to delete it', () => {
  const called = cloudTrailEvidence({ disabled_at: '2026-08-21T00:00:00Z', refused_at: '2026-11-19T00:00:00Z' })
  const found = judgeKey(disabledLong, { ...disabled, usage: { ...OLD, evidence: [called] } })
  expect(found).toMatchObject({
    remedy: expect.stringMatching(/^aws kms enable-key /),
    advice: expect.stringMatching(/^Do not delete the key/),
  })
})
