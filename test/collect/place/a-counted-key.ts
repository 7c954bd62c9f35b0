import type { KeySums } from '../../../src/aws/cloudwatch/key-metrics.ts'
import type { Evidence, Sighting } from '../../../src/model/evidence.ts'
import type { UnreadableKey } from '../../../src/model/key.ts'
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts'
import { arn, id, NOW, PLACE } from '../../aws/a-place.ts'

const SOURCES = {
  kms: { complete: true, delay: HOUR },
  cloudtrail: { complete: true, delay: 15 * MINUTE },
  cloudwatch: { complete: false, delay: 0 },
}

export const evidenceOf = (source: keyof typeof SOURCES, sighting: Sighting): Evidence => ({
  source,
  ...SOURCES[source],
  sighting,
})

export const usedAt = (at: number): Sighting => ({
  kind: 'used',
  at,
  precision: 'second',
  since: NOW - 200 * DAY,
  until: NOW - HOUR,
})

export const notSeen = (since = NOW - 200 * DAY): Sighting => ({ kind: 'not-seen', since, until: NOW - HOUR })

export const aKey = (number: number): UnreadableKey => ({
  readable: false,
  place: PLACE,
  id: id(number),
  arn: arn(number),
  aliases: [],
  reason: 'denied',
  error: 'Access denied for key description',
  manager: null,
})

/** Thirty days without a request, read to their end. */
export const sumsOf = (changed: Partial<KeySums> = {}): KeySums => ({
  start: NOW - 30 * DAY,
  total: 0,
  byOperation: {},
  lastDay: null,
  complete: true,
  listed: true,
  ...changed,
})
