import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../src/model/evidence.ts'
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../src/model/time.ts'
import { lastUsedText } from '../../src/usage/last-used-text.ts'
import { decideVerdict } from '../../src/usage/verdict.ts'
import { cloudtrail, cloudwatch, daysAgo, kms, now, refused, trackingStart, used } from './samples.ts'

const old = daysAgo(1000)

describe('silence', () => {
  const created = daysAgo(50)
  const sinceBirth = kms({ since: created })

  test.each<[string, Evidence[], Instant | null, object]>([
    [
      'means never when a complete source saw the whole life',
      [sinceBirth],
      created,
      { status: 'never', since: created, until: now - HOUR, source: 'kms' },
    ],
    [
      'means never when tracking began a second after creation',
      [kms({ since: created + SECOND })],
      created,
      { status: 'never', since: created + SECOND, until: now - HOUR, source: 'kms' },
    ],
    [
      'does not mean never when it began later',
      [kms({ since: created + SECOND + 1 })],
      created,
      { status: 'not-observed', since: created + SECOND + 1, until: now - HOUR, source: 'kms' },
    ],
    [
      'for a key older than the sight starts with the sight',
      [kms()],
      old,
      { status: 'not-observed', since: trackingStart, until: now - HOUR, source: 'kms' },
    ],
    [
      'starts with the earliest sight',
      [cloudtrail(), kms()],
      old,
      { status: 'not-observed', since: trackingStart, until: now - 15 * MINUTE, source: 'kms' },
    ],
    [
      'of a key whose creation is not known does not mean never',
      [sinceBirth],
      null,
      { status: 'not-observed', since: created, until: now - HOUR, source: 'kms' },
    ],
    [
      'is decided by the source whose sight starts with the key',
      [cloudtrail(), sinceBirth],
      created,
      { status: 'never', since: created, until: now - 15 * MINUTE, source: 'kms' },
    ],
    [
      'is decided by a verified source before an unverified one',
      [{ ...cloudtrail({ since: created }), unverified: true }, kms({ since: created - 1 })],
      created,
      { status: 'never', since: created, until: now - 15 * MINUTE, source: 'kms' },
    ],
    [
      'may need two sources',
      [kms({ since: created, until: daysAgo(20) }), cloudtrail({ since: daysAgo(30) })],
      created,
      { status: 'never', since: created, until: now - 15 * MINUTE, source: 'cloudtrail+kms' },
    ],
    [
      'for a key younger than the delay of one source is decided by the other',
      [kms({ since: now - 30 * MINUTE }), cloudtrail()],
      now - 30 * MINUTE,
      { status: 'never', since: now - 30 * MINUTE, until: now - 15 * MINUTE, source: 'cloudtrail' },
    ],
    [
      'is not decided by a source whose sight ended before the key was created',
      [{ ...kms({ since: daysAgo(60), until: daysAgo(51) }), delay: 51 * DAY }, cloudtrail()],
      created,
      { status: 'never', since: created, until: now - 15 * MINUTE, source: 'cloudtrail' },
    ],
    [
      'is decided by the first source in the alphabet if both saw the same',
      [
        { ...kms(), source: 'b' },
        { ...kms(), source: 'a' },
      ],
      old,
      { status: 'not-observed', since: trackingStart, until: now - HOUR, source: 'a' },
    ],
    [
      'for a key that was tracked from its first second needs one source',
      [kms({ since: created + 500 }), cloudtrail({ since: daysAgo(10) })],
      created,
      { status: 'never', since: created + 500, until: now - 15 * MINUTE, source: 'kms' },
    ],
    [
      'behind a hole does not count',
      [kms({ since: created, until: daysAgo(20) }), cloudtrail({ since: daysAgo(10) })],
      created,
      { status: 'not-observed', since: daysAgo(10), until: now - 15 * MINUTE, source: 'cloudtrail' },
    ],
  ])('verdict: silence %s', (_, evidence, createdAt, expected) => {
    expect(decideVerdict(evidence, createdAt, now)).toEqual(expected)
  })
})

/** The example in the comment of `decideVerdict`. */
describe('documented example', () => {
  const created = Date.UTC(2026, 0, 15)
  const useOfFebruary = cloudwatch(used(Date.UTC(2026, 1, 10, 14), 'hour'))
  const partOfTrail = cloudtrail({ kind: 'partial', since: daysAgo(10) })

  test.each<[string, Evidence[], Instant, string, string]>([
    ['a use wins over silence', [kms(), cloudtrail(), useOfFebruary], created, 'used', '>= 2026-02-10 14:00 UTC'],
    ['sights join', [kms(), cloudtrail(), cloudwatch()], created, 'not-observed', 'Never since 2026-04-23'],
    ['a sight covers a life', [kms(), cloudtrail(), cloudwatch()], Date.UTC(2026, 5, 1), 'never', 'Never'],
    ['KMS is denied', [refused('kms'), cloudtrail(), cloudwatch()], created, 'not-observed', 'Never since 2026-08-24'],
    ['no complete source is left', [refused('kms'), partOfTrail, cloudwatch()], created, 'unknown', 'Unknown'],
  ])('verdict: in the documented example, %s', (_, evidence, createdAt, status, text) => {
    const verdict = decideVerdict(evidence, createdAt, now)
    expect([verdict.status, lastUsedText(verdict)]).toEqual([status, text])
  })
})
