import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../src/model/evidence.ts'
import { type Instant, MINUTE } from '../../src/model/time.ts'
import { decideVerdict } from '../../src/usage/verdict.ts'
import { cloudtrail, cloudwatch, daysAgo, kms, now, refused } from './samples.ts'

const old = daysAgo(1000)
const at = Date.UTC(2026, 10, 10, 14, 30, 22)

describe('why unknown', () => {
  test.each<[string, Evidence[], Instant | null, string]>([
    ['when no source was asked', [], old, 'no source was queried'],
    [
      'when all were refused',
      [refused('kms'), refused('cloudtrail', 'not asked')],
      old,
      'cloudtrail: not asked; kms: Access denied',
    ],
    [
      'when only a positive source was silent',
      [cloudwatch()],
      old,
      'cloudwatch: no use found, which is not conclusive',
    ],
    [
      'when the source was half read',
      [cloudtrail({ kind: 'partial', since: at })],
      old,
      'cloudtrail: read only back to 2026-11-10 14:30 UTC',
    ],
    ['of a key created after the sight', [cloudtrail()], now - MINUTE, 'cloudtrail: the key is too new'],
    ['of a key whose sight has not begun', [kms({ since: now - MINUTE })], null, 'kms: the key is too new'],
    [
      'when the answer is of yesterday',
      [kms({ until: at })],
      old,
      'kms: covers only the time until 2026-11-10 14:30 UTC',
    ],
  ])('why unknown: %s', (_, evidence, createdAt, why) => {
    expect(decideVerdict(evidence, createdAt, now)).toEqual({ status: 'unknown', why })
  })
})
