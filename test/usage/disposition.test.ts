import { expect, test } from 'vitest'
import type { Evidence } from '../../src/model/evidence.ts'
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../src/model/time.ts'
import { type Disposition, DISPOSITIONS } from '../../src/model/usage.ts'
import { decideDisposition, isUnusedDisposition } from '../../src/usage/disposition.ts'
import { decideVerdict } from '../../src/usage/verdict.ts'
import { cloudtrail, cloudwatch, daysAgo, kms, now, refused, used } from './samples.ts'

const old = daysAgo(1000)
const dispose = (evidence: Evidence[], createdAt: Instant | null = old, unusedDays = 90): Disposition =>
  decideDisposition({ usage: decideVerdict(evidence, createdAt, now), evidence, createdAt, now, unusedDays })

test.each<[Disposition, string, Evidence[], Instant | null]>([
  ['in_use', 'was used today', [kms(used(now - HOUR))], old],
  ['in_use', 'was used after the run began', [kms(used(now + HOUR))], old],
  ['in_use', 'was used a second less than 90 days ago', [kms(used(daysAgo(90) + SECOND))], old],
  ['stale', 'was used exactly 90 days ago', [kms(used(daysAgo(90)))], old],
  [
    'in_use',
    'was used in an hour of which the end is less than 90 days ago',
    [kms(), cloudwatch(used(daysAgo(90) - HOUR + MINUTE, 'hour'))],
    old,
  ],
  [
    'stale',
    'was used in an hour all of which is at least 90 days ago',
    [kms(), cloudwatch(used(daysAgo(90) - HOUR, 'hour'))],
    old,
  ],
  [
    'stale',
    'was used before the sight of 90 days less an hour began',
    [cloudtrail(), cloudwatch(used(daysAgo(91), 'hour'))],
    old,
  ],
  [
    'unknown',
    'was used before a sight of less than that',
    [cloudtrail({ since: daysAgo(90) + HOUR + 1 }), cloudwatch(used(daysAgo(91), 'hour'))],
    old,
  ],
  [
    'unknown',
    'was used long ago by a positive source alone',
    [cloudwatch(used(daysAgo(300), 'hour')), refused('kms')],
    old,
  ],
  ['unknown', 'was used long ago by an answer of yesterday', [kms({ ...used(daysAgo(100)), until: daysAgo(1) })], old],
  ['never', 'was not used in a life of exactly 90 days', [kms({ since: daysAgo(90) })], daysAgo(90)],
  ['new', 'was not used in a life of a second less', [kms({ since: daysAgo(90) + SECOND })], daysAgo(90) + SECOND],
  ['silent', 'is old and has no use in a long sight', [kms()], old],
  ['silent', 'has no known age and was not used for long', [kms()], null],
  ['silent', 'was not used in 90 days less an hour', [cloudtrail()], old],
  ['unknown', 'was not used in less than that', [cloudtrail({ since: daysAgo(90) + HOUR + 1 })], old],
  ['unknown', 'was not used according to an answer of yesterday', [kms({ until: daysAgo(1) })], old],
  ['unknown', 'has no known age and was not used in a short sight', [kms({ since: daysAgo(9) })], null],
  ['new', 'is young and its first day was not seen', [kms({ since: daysAgo(49) })], daysAgo(50)],
  ['new', 'is younger than the delay of its source', [kms({ since: now - MINUTE })], now - MINUTE],
  ['new', 'was created after the run began', [kms({ since: now + MINUTE })], now + MINUTE],
  ['in_use', 'is new and was used', [kms({ ...used(now - MINUTE), since: now - HOUR })], now - HOUR],
  ['unknown', 'is young and whose sources were all denied', [refused('kms')], now - MINUTE],
  ['unknown', 'is young and only a positive source was silent', [cloudwatch()], daysAgo(5)],
  ['unknown', 'is young and the source was half read', [cloudtrail({ kind: 'partial' })], now - MINUTE],
  [
    'unknown',
    'was used before it was created',
    [kms({ since: daysAgo(5) }), cloudwatch(used(daysAgo(100), 'hour'))],
    daysAgo(5),
  ],
  ['unknown', 'is old and whose sources were all denied', [refused('kms'), cloudwatch()], old],
])('disposition: %s for a key that %s', (expected, _, evidence, createdAt) => {
  expect(dispose(evidence, createdAt)).toBe(expected)
})

test.each<[number, Disposition]>([
  [1, 'stale'],
  [49, 'stale'],
  [51, 'in_use'],
])('disposition: with --unused-days %i, a key used 50 days ago is %s', (unusedDays, expected) => {
  expect(dispose([kms(used(now - 50 * DAY))], old, unusedDays)).toBe(expected)
})

test('disposition: a key is not unused if the sight is shorter than --unused-days', () => {
  expect(dispose([kms()], old, 365)).toBe('unknown')
})

test('disposition: stale, never and silent are unused, others are not', () => {
  expect(DISPOSITIONS.filter(isUnusedDisposition)).toEqual(['stale', 'never', 'silent'])
})
