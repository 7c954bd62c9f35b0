import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../src/model/evidence.ts'
import { HOUR, type Instant, MINUTE } from '../../src/model/time.ts'
import { decideVerdict } from '../../src/usage/verdict.ts'
import { cloudtrail, cloudwatch, daysAgo, kms, now, trackingStart, used } from './samples.ts'

const old = daysAgo(1000)
const at = Date.UTC(2026, 10, 10, 14, 30, 22)
const hour = Date.UTC(2026, 10, 10, 14)
const day = Date.UTC(2026, 10, 10)

describe('a use', () => {
  test.each<[string, Evidence[], { at: Instant; precision: string; source: string; atLeast: boolean }]>([
    [
      'that a complete source shows is the last one',
      [kms(used(at))],
      { at, precision: 'second', source: 'kms', atLeast: false },
    ],
    [
      'wins over silence',
      [kms(), cloudwatch(used(hour, 'hour'))],
      { at: hour, precision: 'hour', source: 'cloudwatch', atLeast: false },
    ],
    [
      'has the time of the finer source when both saw one use',
      [cloudwatch(used(hour, 'hour')), kms(used(at))],
      { at, precision: 'second', source: 'kms', atLeast: false },
    ],
    [
      'has the time of the finer source also when both start together',
      [cloudwatch(used(hour, 'hour')), kms(used(hour))],
      { at: hour, precision: 'second', source: 'kms', atLeast: false },
    ],
    [
      'that is later wins, however coarse',
      [kms(used(hour - MINUTE)), cloudwatch(used(hour, 'hour'))],
      { at: hour, precision: 'hour', source: 'cloudwatch', atLeast: false },
    ],
    [
      'is not moved back by a day that holds two uses',
      [cloudwatch(used(day, 'day')), kms(used(day + HOUR)), cloudtrail(used(at, 'hour'))],
      { at, precision: 'hour', source: 'cloudtrail', atLeast: false },
    ],
    [
      'is never dated earlier than it was proven',
      [cloudwatch(used(hour, 'hour')), kms(used(hour - 500))],
      { at: hour, precision: 'second', source: 'kms', atLeast: false },
    ],
    [
      'known only from a positive source may not be the last',
      [cloudwatch(used(hour, 'hour'))],
      { at: hour, precision: 'hour', source: 'cloudwatch', atLeast: true },
    ],
    [
      'before the sight of the complete source may not be the last',
      [kms(), cloudwatch(used(daysAgo(300), 'hour'))],
      { at: daysAgo(300), precision: 'hour', source: 'cloudwatch', atLeast: true },
    ],
    [
      'that ends where the complete sight begins is the last',
      [kms(), cloudwatch(used(trackingStart - HOUR, 'hour'))],
      { at: trackingStart - HOUR, precision: 'hour', source: 'cloudwatch', atLeast: false },
    ],
    [
      'whose hour begins before the complete sight and ends in it is the last',
      [kms({ since: hour + MINUTE }), cloudwatch(used(hour, 'hour'))],
      { at: hour, precision: 'hour', source: 'cloudwatch', atLeast: false },
    ],
    [
      'beside a half-read source may not be the last',
      [cloudwatch(used(hour, 'hour')), cloudtrail({ kind: 'partial' })],
      { at: hour, precision: 'hour', source: 'cloudwatch', atLeast: true },
    ],
    [
      'in an answer of yesterday may not be the last',
      [kms({ ...used(at), until: daysAgo(1) })],
      { at, precision: 'second', source: 'kms', atLeast: true },
    ],
    [
      'found within the delay of its source is the last',
      [cloudtrail(used(now - MINUTE))],
      { at: now - MINUTE, precision: 'second', source: 'cloudtrail', atLeast: false },
    ],
    [
      'later than now, in a long run, is a use',
      [kms(used(now + HOUR))],
      { at: now + HOUR, precision: 'second', source: 'kms', atLeast: false },
    ],
  ])('latest use: a use %s', (_, evidence, expected) => {
    expect(decideVerdict(evidence, old, now)).toMatchObject({ status: 'used', ...expected })
  })

  test('latest use: the finest source gives the operation and the event', () => {
    const evidence = [
      kms(used(at, 'second', { operation: 'Decrypt', eventId: 'e-1' })),
      cloudwatch(used(hour, 'hour', { operation: 'Encrypt' })),
    ]
    expect(decideVerdict(evidence, old, now)).toMatchObject({ operation: 'Decrypt', eventId: 'e-1' })
  })

  test('latest use: of two sources with the same second, the one with an event is chosen', () => {
    const evidence = [cloudtrail(used(at)), kms(used(at, 'second', { eventId: 'e-1' }))]
    expect(decideVerdict(evidence, old, now)).toMatchObject({ source: 'kms', eventId: 'e-1' })
  })
})
