import type { DependentRecord } from '../../../src/model/dependents.ts'
import { expect, test } from 'vitest'
import keyUnused from '../../../src/checks/life-cycle/key-unused.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { aUsage, cloudTrailEvidence, judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const used = (at: string) => aUsage({ status: 'used', last_used_at: at, precision: 'second', source: 'kms' })
const OLD = used('2026-05-01T10:00:00Z')
const NOT_SEEN = aUsage({ status: 'not_observed', not_observed_since: '2026-04-23T00:00:00Z' })
const BLIND = aUsage({ evidence: [{ source: 'kms', status: 'unknown', why: 'Access denied' }] })
const aws = { key_manager: 'AWS' }

test.each<Row>([
  ['a stale key fails', { disposition: 'stale', usage: OLD }, 'fail low'],
  ['a key that was never used fails', { disposition: 'never', usage: aUsage({ status: 'never' }) }, 'fail low'],
  ['a silent key fails', { disposition: 'silent', usage: NOT_SEEN }, 'fail low'],
  ['a key in use passes', {}, 'pass'],
  ['a new key passes', { disposition: 'new', usage: aUsage({ status: 'never' }) }, 'pass'],
  ['a key whose last use is unknown is unknown', { disposition: 'unknown', usage: BLIND }, 'unknown'],
  [
    'a key pending deletion is not applicable',
    { disposition: 'stale', key_state: 'PendingDeletion' },
    'not_applicable',
  ],
  ['an AWS managed key is not applicable', { disposition: 'stale', usage: OLD, ...aws }, 'not_applicable'],
])('key-unused: %s', (_, key, expected) => expect(outcome(judgeKey(keyUnused, key))).toBe(expected))

test('key-unused: the detail contains the last use and the cost', () => {
  expect(judgeKey(keyUnused, { disposition: 'stale', usage: OLD }).detail).toBe(
    'The key was last used on 2026-05-01, 203 days ago. It costs $1.00 a month.',
  )
})

test('key-unused: the remedy plans before it disables, until the dependents are known', () => {
  const stale = { disposition: 'stale' as const, usage: OLD }
  expect(judgeKey(keyUnused, stale)).toMatchObject({
    remedy: expect.stringMatching(/^kms-audit retire plan --key arn:aws:kms:\S+ --out retirement$/),
    advice: expect.stringContaining('Find the resources that reference the key before you disable it'),
  })
  expect(judgeKey(keyUnused, { ...stale, dependents: [] }).remedy).toMatch(/^aws kms disable-key /)
})

test.each(['within-hours', 'at-once'] as const)(
  'key-unused: the remedy does not disable a key if a resource fails %s',
  when_unusable => {
    const dependent = { ...DEPENDENT, when_unusable }
    const found = judgeKey(keyUnused, { disposition: 'stale', usage: OLD, dependents: [dependent] })
    expect(found).toMatchObject({
      remedy: expect.not.stringContaining('disable-key'),
      advice: 'Do not disable the key before these resources use another key: rds-instance reporting.',
    })
    expect(found).not.toHaveProperty('template')
  },
)

const DEPENDENT: DependentRecord = {
  type: 'rds-instance',
  id: 'reporting',
  arn: null,
  found_by: ['list'],
  when_unusable: 'within-hours',
  consequence: 'the instance stops',
  acts_on_disabled: false,
  irreversible_after_days: null,
  fails_silently: false,
  role: null,
}

test('key-unused: the remedy deletes a disabled key', () => {
  const stale = { disposition: 'stale' as const, usage: OLD }
  expect(judgeKey(keyUnused, { ...stale, enabled: false, key_state: 'Disabled' }).remedy).toMatch(
    /^aws kms schedule-key-deletion .*--pending-window-in-days 30/,
  )
})

test('key-unused: the detail says why the last use is unknown', () => {
  expect(judgeKey(keyUnused, { disposition: 'unknown', usage: BLIND }).detail).toContain('kms: Access denied')
})

test('key-unused: the remedy enables a disabled key that is still called, and says not to delete it', () => {
  const evidence = [cloudTrailEvidence({ refused_at: '2026-11-19T00:00:00Z', refused_error: 'DisabledException' })]
  const usage = { ...OLD, evidence }
  const found = judgeKey(keyUnused, { disposition: 'stale', usage, enabled: false, key_state: 'Disabled' })
  expect(found).toMatchObject({
    remedy: expect.stringMatching(/^aws kms enable-key /),
    advice:
      'Do not delete the key: it is still called. A request failed with DisabledException on 2026-11-19. Find what calls it.',
  })
})
