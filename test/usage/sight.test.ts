import { expect, test } from 'vitest'
import type { Evidence } from '../../src/model/evidence.ts'
import { HOUR, MINUTE } from '../../src/model/time.ts'
import { completeSight, sawSince } from '../../src/usage/sight.ts'
import { cloudtrail, cloudwatch, daysAgo, kms, now, refused, trackingStart, used } from './samples.ts'

const saw = (since: number, until: number, rest: Partial<Evidence> = {}): Evidence => ({
  ...kms({ since: daysAgo(since), until: daysAgo(until) }),
  ...rest,
})

test.each<[string, Evidence[], [number, number] | null]>([
  ['one source saw what it says', [saw(9, 1)], [9, 1]],
  [
    'a use seen by a complete source is sight like silence',
    [kms({ ...used(daysAgo(5)), since: daysAgo(9), until: daysAgo(1) })],
    [9, 1],
  ],
  ['overlapping sights are one', [saw(9, 4), saw(5, 1)], [9, 1]],
  ['touching sights are one', [saw(9, 5), saw(5, 1)], [9, 1]],
  ['three in a row are one, whatever their order', [saw(6, 3), saw(4, 1), saw(9, 5)], [9, 1]],
  ['a sight within a wider one adds nothing', [saw(9, 1), saw(5, 2)], [9, 1]],
  ['an older sight behind a hole does not count', [saw(9, 5), saw(4, 1)], [4, 1]],
  ['a positive source sees nothing by its silence', [saw(9, 1, { complete: false })], null],
  [
    'a positive source sees nothing by its uses',
    [saw(5, 1), cloudwatch({ ...used(daysAgo(8)), since: daysAgo(9) })],
    [5, 1],
  ],
  ['a half-read source sees nothing', [kms({ kind: 'partial', since: daysAgo(9), until: daysAgo(1) })], null],
  ['a refused source sees nothing', [refused('kms')], null],
  ['a sight that ends before it begins is none', [saw(1, 2)], null],
  ['without evidence there is no sight', [], null],
])('sight: %s', (_, evidence, expected) => {
  const sight = completeSight(evidence)
  expect(sight && [sight.since, sight.until]).toEqual(expected && expected.map(daysAgo))
})

test('sight: a sight answers for the moment its source was asked, whichever of the joined sources has the longer delay', () => {
  const early = cloudtrail({ until: now - 50 * MINUTE })
  expect(completeSight([kms(), early])).toEqual({ since: trackingStart, until: now - 50 * MINUTE, asOf: now })
})

test.each<[string, Evidence[], number, boolean]>([
  ['all of it was seen', [kms()], daysAgo(100), true],
  ['the first moment was not seen', [kms()], trackingStart - 1, false],
  ['no source answered', [refused('kms'), cloudwatch()], daysAgo(1), false],
  ['the answer is an hour old', [kms({ until: now - 2 * HOUR })], daysAgo(1), true],
  ['the answer is more than an hour old', [kms({ until: now - 2 * HOUR - 1 })], daysAgo(1), false],
  ['the use was found within the delay of its source', [cloudtrail(used(now - MINUTE))], now - MINUTE + 1, true],
  [
    'an old sight lies behind a hole',
    [saw(9, 5, { delay: 5 * 24 * HOUR }), cloudtrail({ since: daysAgo(3) })],
    daysAgo(8),
    false,
  ],
])('sight: whether all was seen until now, if %s', (_, evidence, from, expected) => {
  expect(sawSince(evidence, from, now)).toBe(expected)
})
