import { describe, expect, test } from 'vitest'
import type { Evidence, Sighting } from '../../../src/model/evidence.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import source from '../../../src/sources/cloudtrail/cloudtrail.ts'
import type { EffortQuestion, Effort } from '../../../src/sources/source.ts'
import { NOW } from '../../aws/a-place.ts'
import { HORIZON } from './lookups.ts'

const kms = (sighting: Sighting): Evidence => ({ source: 'kms', complete: true, delay: HOUR, sighting })

const silentSince = (since: number) => kms({ kind: 'not-seen', since, until: NOW - HOUR })

const used = kms({ kind: 'used', at: NOW - DAY, precision: 'second', since: NOW - 200 * DAY, until: NOW - HOUR })

const unknown = kms({ kind: 'unknown', why: 'denied' })

const partial = kms({ kind: 'partial', since: NOW - 200 * DAY, until: NOW - HOUR })

const positive = { ...used, source: 'cloudwatch', complete: false }

const question: EffortQuestion = {
  evidence: [],
  createdAt: NOW - 900 * DAY,
  aboutToBeUnused: false,
  doubleCheck: false,
  refusalsMatter: false,
  now: NOW,
}

describe('in the plan of calls CloudTrail', () => {
  test.each<[string, Partial<EffortQuestion>, Effort | 'skip']>([
    ['nobody answered', {}, 'full'],
    ['KMS gave no answer', { evidence: [unknown] }, 'full'],
    ['a complete source broke off', { evidence: [partial] }, 'full'],
    ['only a positive source shows a use', { evidence: [unknown, positive] }, 'full'],
    ['KMS saw less than ninety days', { evidence: [silentSince(NOW - 40 * DAY)] }, 'full'],
    ['KMS saw an hour too little', { evidence: [silentSince(HORIZON + 1)] }, 'full'],
    ['KMS saw ninety days', { evidence: [silentSince(HORIZON)] }, 'skip'],
    [
      'KMS saw the whole life of a young key',
      { evidence: [silentSince(NOW - 9 * DAY)], createdAt: NOW - 9 * DAY },
      'skip',
    ],
    [
      'KMS saw the whole life of a young key, but for a second',
      { evidence: [silentSince(NOW - 9 * DAY + 1001)], createdAt: NOW - 9 * DAY },
      'full',
    ],
    ['KMS saw part of a life of unknown length', { evidence: [silentSince(NOW - 9 * DAY)], createdAt: null }, 'full'],
    ['KMS saw a use', { evidence: [used] }, 'skip'],
    ['the key is about to be called unused', { evidence: [silentSince(HORIZON)], aboutToBeUnused: true }, 'short'],
    ['the key is about to be called unused after a use long ago', { evidence: [used], aboutToBeUnused: true }, 'short'],
    [
      'the key is about to be called unused, with --double-check',
      { evidence: [used], aboutToBeUnused: true, doubleCheck: true },
      'full',
    ],
    ['--double-check of a key in use', { evidence: [used], doubleCheck: true }, 'skip'],
  ])('CloudTrail: effort of the lookup when %s', (_, given, effort) => {
    expect(source.auto({ ...question, ...given })).toBe(effort)
  })
})
