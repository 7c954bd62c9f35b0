import { expect, test } from 'vitest'
import type { EvidenceRecord, KeyRecord } from '../../../src/model/report/report.ts'
import { idleTime } from '../../../src/retirement/guards/idle-time.ts'
import { aRecord, SILENT } from '../../formats/a-report.ts'

const NOW = Date.parse('2026-11-20T14:30:22Z')

const withEvidence = (evidence: EvidenceRecord, different: Partial<KeyRecord> = {}): KeyRecord =>
  aRecord({ usage: { ...SILENT, evidence: [evidence] }, ...different })

test.each([
  ['2026-11-20T14:30:22Z', 0],
  ['2026-11-19T14:30:23Z', 0],
  ['2026-11-19T14:30:22Z', 1],
  ['2026-08-22T14:30:22Z', 90],
  ['2026-08-22T14:30:21Z', 90],
])('guard days: a last use at %s is %i whole days ago', (last_used_at, days) => {
  const key = withEvidence({ source: 'kms', status: 'used', since: '2026-04-23T00:00:00Z', last_used_at })
  expect(idleTime(key, NOW)).toMatchObject({ days, precision: 'exact', since: 'last_use', source: 'kms' })
})

test('guard days: a key without use counts from its creation, or from the start of tracking if it is older', () => {
  const silent: EvidenceRecord = { source: 'kms', status: 'not_observed', since: '2026-04-23T00:00:00Z' }
  expect(idleTime(withEvidence(silent, { created_at: '2026-11-10T00:00:00Z' }), NOW)).toMatchObject({
    days: 10,
    since: 'creation',
  })
  expect(idleTime(withEvidence(silent, { created_at: '2020-01-01T00:00:00Z' }), NOW)).toMatchObject({
    days: 211,
    since: 'tracking_start',
    since_at: '2026-04-23T00:00:00Z',
  })
})

test('guard days: what KMS tracked decides, also if another source saw an earlier use', () => {
  const key = aRecord({
    created_at: '2020-01-01T00:00:00Z',
    usage: {
      ...SILENT,
      status: 'used',
      source: 'cloudwatch',
      last_used_at: '2026-02-10T14:00:00Z',
      evidence: [
        { source: 'kms', status: 'not_observed', since: '2026-04-23T00:00:00Z' },
        { source: 'cloudwatch', status: 'used', last_used_at: '2026-02-10T14:00:00Z' },
      ],
    },
  })
  expect(idleTime(key, NOW)).toMatchObject({ days: 211, since: 'tracking_start', precision: 'exact' })
})

test('guard days: without an answer of KMS, a use that another source saw is an upper limit', () => {
  const key = aRecord({
    usage: {
      ...SILENT,
      status: 'used',
      source: 'cloudtrail',
      last_used_at: '2026-11-10T14:30:22Z',
      evidence: [{ source: 'kms', status: 'unknown', why: 'Access denied' }],
    },
  })
  expect(idleTime(key, NOW)).toMatchObject({ days: 10, precision: 'at_most', source: 'cloudtrail' })
})

test('guard days: an unknown last use is not known, with the reason, however young the key is', () => {
  const denied = withEvidence(
    { source: 'kms', status: 'unknown', why: 'Access denied' },
    { created_at: '2026-11-19T00:00:00Z' },
  )
  expect(idleTime(denied, NOW)).toMatchObject({ days: null, precision: null, why: 'Access denied' })
  const { usage: _, ...unread } = aRecord()
  expect(idleTime(unread, NOW)).toMatchObject({ days: null, why: 'The last use was not read.' })
})
