import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../src/model/evidence.ts'
import { DAY, MINUTE, SECOND } from '../../src/model/time.ts'
import { decideVerdict } from '../../src/usage/verdict.ts'
import { cloudtrail, cloudwatch, daysAgo, kms, now, used } from './samples.ts'

const old = daysAgo(1000)
const at = Date.UTC(2026, 10, 10, 14, 30, 22)
const hour = Date.UTC(2026, 10, 10, 14)

describe('a disagreement', () => {
  test.each<[string, Evidence[], string]>([
    [
      'when a complete source saw the whole hour and no use',
      [kms(), cloudwatch(used(hour, 'hour'))],
      'cloudwatch reports a use at 2026-11-10T14:00:00Z, but kms covers that time and shows none',
    ],
    [
      'when a complete source names an earlier use',
      [kms(used(at - DAY)), cloudtrail(used(at))],
      'cloudtrail reports a use at 2026-11-10T14:30:22Z, but kms covers that time and shows none after 2026-11-09T14:30:22Z',
    ],
    [
      'for every source that contradicts it, in alphabetical order',
      [kms(), cloudtrail(), cloudwatch(used(hour, 'hour'))],
      'cloudwatch reports a use at 2026-11-10T14:00:00Z, but cloudtrail covers that time and shows none; ' +
        'cloudwatch reports a use at 2026-11-10T14:00:00Z, but kms covers that time and shows none',
    ],
    [
      'also for a use that is not the latest',
      [kms(), cloudwatch(used(hour, 'hour')), cloudtrail(used(now - MINUTE))],
      'cloudwatch reports a use at 2026-11-10T14:00:00Z, but kms covers that time and shows none',
    ],
    [
      'when two seconds are between the times',
      [kms(used(at)), cloudtrail(used(at + 2 * SECOND))],
      'cloudtrail reports a use at 2026-11-10T14:30:24Z, but kms covers that time and shows none after 2026-11-10T14:30:22Z',
    ],
  ])('disagreement: it is noted %s', (_, evidence, expected) => {
    expect(decideVerdict(evidence, old, now)).toHaveProperty('disagreement', expected)
  })

  test.each<[string, Evidence[]]>([
    ['when the spans overlap', [kms(used(at)), cloudwatch(used(hour, 'hour'))]],
    ['when the use is later than the sight: that is delay', [kms(), cloudtrail(used(now - 30 * MINUTE))]],
    [
      'when the sight ends within the hour of the use',
      [kms({ until: hour + 30 * MINUTE }), cloudwatch(used(hour, 'hour'))],
    ],
    ['when the use is earlier than the sight', [kms(), cloudwatch(used(daysAgo(300), 'hour'))]],
    ['when a positive source names an earlier use', [kms(used(at)), cloudwatch(used(hour - DAY, 'hour'))]],
    ['when a half-read source saw nothing', [kms(used(at)), cloudtrail({ kind: 'partial' })]],
    ['when the sources stamp one call a second apart', [kms(used(at)), cloudtrail(used(at + SECOND))]],
    [
      'when both name the same event',
      [kms(used(at, 'second', { eventId: 'e-1' })), cloudtrail(used(at + MINUTE, 'second', { eventId: 'e-1' }))],
    ],
  ])('disagreement: it is not noted %s', (_, evidence) => {
    expect(decideVerdict(evidence, old, now)).not.toHaveProperty('disagreement')
  })
})
