import { describe, expect, test } from 'vitest'
import type { Counted } from '../../../src/collect/place/request-counts.ts'
import { settleCounts, useInCounts } from '../../../src/collect/place/request-counts.ts'
import { failure } from '../../../src/aws/answers/answer.ts'
import type { KeySums } from '../../../src/aws/cloudwatch/key-metrics.ts'
import { keyMetricsOf } from '../../../src/aws/cloudwatch/key-metrics.ts'
import type { Evidence } from '../../../src/model/evidence.ts'
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts'
import { aPlace, arn, id, NOW } from '../../aws/a-place.ts'
import { aKey, evidenceOf, notSeen, sumsOf, usedAt } from './a-counted-key.ts'

const counted = (number: number, sums: Partial<KeySums> = {}, ...evidence: Evidence[]): Counted => ({
  key: aKey(number),
  evidence,
  sums: { known: true, value: sumsOf(sums) },
})
const busy = { total: 12, byOperation: { Decrypt: 12 } }
const none = { total: 0, byOperation: {} }

/** `seen`: CloudWatch has shown some series of this place. */
function settled(keys: readonly Counted[], { seen = true } = {}) {
  const place = aPlace()
  keyMetricsOf(place.client).seen = seen
  const counts = settleCounts(keys, place.client)
  return { counts: keys.map(({ key }) => counts.get(key.id)), said: place.said(), gaps: place.gaps.all }
}

describe('a count is', () => {
  test('request counts: a count is the sum and its parts', () => {
    const { counts, said } = settled([counted(1, busy, evidenceOf('kms', usedAt(NOW - 2 * DAY)))])
    expect(counts).toEqual([busy])
    expect(said).toEqual([])
  })

  test.each<[string, Evidence[]]>([
    ['nobody else knows anything', []],
    ['other sources saw none', [evidenceOf('kms', notSeen()), evidenceOf('cloudtrail', notSeen())]],
    ['a use lies before the window', [evidenceOf('kms', usedAt(NOW - 31 * DAY))]],
    ['other sources do not know', [evidenceOf('kms', { kind: 'unknown', why: 'denied' })]],
    ['CloudWatch itself shows a use long ago', [evidenceOf('cloudwatch', usedAt(NOW - 300 * DAY))]],
  ])('request counts: a count is 0 when %s', (_, evidence) => {
    const { counts, said } = settled([counted(1, {}, ...evidence)])
    expect(counts).toEqual([none])
    expect(said).toEqual([])
  })

  test.each([
    ['KMS', evidenceOf('kms', usedAt(NOW - 29 * DAY))],
    ['CloudTrail', evidenceOf('cloudtrail', usedAt(NOW - HOUR))],
    ['a use at the very start of the window', evidenceOf('kms', usedAt(NOW - 30 * DAY))],
  ])('request counts: a count is unknown, not 0, when %s proves otherwise', (_, evidence) => {
    const { counts, gaps } = settled([counted(1, {}, evidence), counted(2)])
    expect(counts).toEqual([null, none])
    expect(gaps).toMatchObject([{ keyId: id(1), operation: 'cloudwatch:GetMetricData', reason: 'partial' }])
  })

  test('request counts: one above 0 is kept although another source shows a use that it lacks', () => {
    expect(settled([counted(1, busy, evidenceOf('kms', usedAt(NOW - HOUR)))]).counts).toEqual([busy])
  })

  test.each([{}, busy])('request counts: one that was not read to its end is unknown, %j', sums => {
    const { counts, said } = settled([counted(1, { ...sums, complete: false })])
    expect(counts).toEqual([null])
    expect(said).toEqual([`cloudwatch:GetMetricData partial ${id(1)}`])
  })

  test('request counts: one that could not be read is unknown, with a gap unless the place has one', () => {
    const failed = { key: aKey(1), evidence: [], sums: failure('network', 'no answer') }
    const givenUp = { key: aKey(2), evidence: [], sums: { ...failure('denied', 'no'), givenUp: true } }
    const { counts, said } = settled([failed, givenUp, counted(3, busy)])
    expect(counts).toEqual([null, null, busy])
    expect(said).toEqual([`cloudwatch:GetMetricData network ${id(1)}`])
  })

  test('request counts: known counts have no gap, and no key has two', () => {
    const both = counted(1, { complete: false }, evidenceOf('kms', usedAt(NOW - DAY)))
    expect(settled([both, counted(2, busy)]).said).toHaveLength(1)
  })
})

const blind = (...keys: Counted[]) => settled(keys, { seen: false })

describe('where CloudWatch has shown no series at all', () => {
  test('request counts: a place without series where another source saw a use has no metric, and every count is unknown', () => {
    const { counts, gaps } = blind(counted(1), counted(2, {}, evidenceOf('kms', usedAt(NOW - 5 * DAY))), counted(3))
    expect(counts).toEqual([null, null, null])
    expect(gaps).toMatchObject([{ keyId: null, operation: 'cloudwatch:GetMetricData', reason: 'unsupported' }])
    expect(gaps[0]?.message).toContain(id(2))
  })

  test('request counts: in a place without series where no source shows a use, 0 is 0', () => {
    const { counts, said } = blind(counted(1, {}, evidenceOf('kms', notSeen())), counted(2))
    expect(counts).toEqual([none, none])
    expect(said).toEqual([])
  })

  test('request counts: in a place without series a use before the window decides nothing', () => {
    expect(blind(counted(1, {}, evidenceOf('kms', usedAt(NOW - 40 * DAY)))).counts).toEqual([none])
  })

  test('request counts: in a place without series an older use decides if CloudWatch was asked for fifteen months', () => {
    const lookedBack = evidenceOf('cloudwatch', notSeen(NOW - 455 * DAY))
    const { counts, said } = blind(counted(1, {}, evidenceOf('kms', usedAt(NOW - 40 * DAY)), lookedBack))
    expect(counts).toEqual([null])
    expect(said).toEqual(['cloudwatch:GetMetricData unsupported'])
  })

  test('request counts: in a place without series a use in the last hour makes only that key unknown', () => {
    const { counts, said } = blind(counted(1, {}, evidenceOf('kms', usedAt(NOW - 10 * MINUTE))), counted(2))
    expect(counts).toEqual([null, none])
    expect(said).toEqual([`cloudwatch:GetMetricData partial ${id(1)}`])
  })

  test('request counts: a key whose sums failed does not show that a place has series', () => {
    const failed = { key: aKey(1), evidence: [evidenceOf('kms', usedAt(NOW - DAY))], sums: failure('network', 'no') }
    expect(blind(failed, counted(2)).counts).toEqual([null, none])
  })
})

describe('the use that counts show', () => {
  const day = Math.floor((NOW - 4 * DAY) / DAY) * DAY
  const lastDay = { start: day, series: [{ operation: 'Decrypt', keyArn: arn(1) }] }

  test('request counts: the use that counts show is on the last day with a request, from a positive source', () => {
    expect(useInCounts({ known: true, value: sumsOf({ ...busy, lastDay }) }, NOW)).toEqual({
      source: 'cloudwatch',
      complete: false,
      delay: 0,
      sighting: { kind: 'used', at: day, precision: 'day', since: NOW - 30 * DAY, until: NOW },
    })
  })

  test('request counts: without requests or without an answer they show no use', () => {
    expect(useInCounts({ known: true, value: sumsOf() }, NOW)).toBeNull()
    expect(useInCounts(failure('denied', 'no'), NOW)).toBeNull()
  })
})
