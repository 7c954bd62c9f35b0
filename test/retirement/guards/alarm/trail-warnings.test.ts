import { expect, test } from 'vitest'
import type { TrailRecord } from '../../../../src/model/report/report.ts'
import { trailWarnings } from '../../../../src/retirement/guards/alarm/trail-warnings.ts'

const trail = (different: Partial<TrailRecord> = {}): TrailRecord => ({
  name: 'audit',
  arn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit',
  home_region: 'eu-west-1',
  multi_region: false,
  organization: false,
  logging: true,
  hides_kms: [],
  ...different,
})

const warnings = (...trails: TrailRecord[]): string =>
  trailWarnings({ '111122223333': { 'eu-west-1': trails } }).join(' ')

test('guard trails: one trail that logs the write events of KMS is enough', () => {
  expect(warnings(trail())).toBe('')
  expect(warnings(trail({ logging: false }), trail({ name: 'other' }))).toBe('')
  expect(warnings(trail({ hides_kms: ['only write events: every use of a key is a read event'] }))).toBe('')
})

test.each<[what: string, trails: TrailRecord[], said: string]>([
  ['no trail', [], 'there is no trail'],
  ['a trail that does not log', [trail({ logging: false })], 'trail audit does not log'],
  [
    'a trail that hides KMS',
    [trail({ hides_kms: ['KMS events are excluded'] })],
    'trail audit hides events of KMS (KMS events are excluded)',
  ],
  [
    'a trail of read events',
    [trail({ hides_kms: ['only read events: deletions and policy changes are missing'] })],
    'hides events of KMS (only read events',
  ],
  ['a trail whose status is unknown', [trail({ logging: null })], 'could not be read, so this is not known'],
  ['a trail whose selectors are unknown', [trail({ hides_kms: null })], 'selectors that could not be read'],
])('guard trails: with %s, the rules may never fire', (_, trails, said) => {
  expect(warnings(...trails)).toContain('may never fire.')
  expect(warnings(...trails)).toContain(said)
})

test('guard trails: a Region that could not be read is not known, unless a trail of all Regions logs', () => {
  const own = { 'eu-west-1': [trail()], 'us-east-1': null }
  expect(trailWarnings({ '111122223333': own }).join(' ')).toContain(
    '111122223333 us-east-1: the trails could not be read',
  )
  const shared = { 'eu-west-1': [trail({ multi_region: true })], 'us-east-1': null }
  expect(trailWarnings({ '111122223333': shared })).toEqual([])
})

test('guard trails: what was not checked is said, also of older reports', () => {
  expect(trailWarnings(undefined)).toEqual([expect.stringContaining('The trails were not checked.')])
  expect(trailWarnings({})).toEqual([expect.stringContaining('No trails could be checked.')])
  expect(trailWarnings({ '111122223333': [trail({ logging: false })] }).join(' ')).toContain(
    '111122223333: trail audit',
  )
})
