import type { Evidence, Sighting } from '../../src/model/evidence.ts'
import type { ReadableKey, UnreadableKey } from '../../src/model/key.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../src/model/time.ts'

export const now: Instant = Date.UTC(2026, 10, 22, 12)
export const daysAgo = (days: number): Instant => now - days * DAY
export const trackingStart: Instant = Date.UTC(2026, 3, 23)

type Used = Extract<Sighting, { kind: 'used' }>

/** KMS as it answers at `now`, unless told otherwise. */
export const kms = (sighting: Partial<Sighting> = {}): Evidence =>
  evidence('kms', true, HOUR, { kind: 'not-seen', since: trackingStart, until: now - HOUR, ...sighting })

/** CloudTrail paged to its horizon; a use ends the paging, so its sight begins there. */
export const cloudtrail = (sighting: Partial<Sighting> = {}): Evidence =>
  evidence('cloudtrail', true, 15 * MINUTE, {
    kind: 'not-seen',
    since: 'at' in sighting ? sighting.at : daysAgo(90) + HOUR,
    until: now - 15 * MINUTE,
    ...sighting,
  })

export const cloudwatch = (sighting: Partial<Sighting> = {}): Evidence =>
  evidence('cloudwatch', false, HOUR, { kind: 'not-seen', since: daysAgo(455), until: now - HOUR, ...sighting })

export const used = (
  at: Instant,
  precision: Used['precision'] = 'second',
  rest: Partial<Used> = {},
): Partial<Used> => ({
  kind: 'used',
  at,
  precision,
  ...rest,
})

export const refused = (source: string, why = 'Access denied'): Evidence =>
  evidence(source, source !== 'cloudwatch', HOUR, { kind: 'unknown', why })

const evidence = (source: string, complete: boolean, delay: number, sighting: object): Evidence => ({
  source,
  complete,
  delay,
  sighting: sighting as Sighting,
})

export const aKey = ({ region = 'eu-west-1', partition = 'aws', ...rest }: KeySample = {}): ReadableKey => {
  const id = rest.id ?? '1234abcd-12ab-34cd-56ef-1234567890ab'
  return {
    readable: true,
    place: { partition, account: '111122223333', region },
    id,
    arn: arnIn(region, id),
    aliases: [],
    description: '',
    enabled: true,
    state: 'Enabled',
    manager: 'CUSTOMER',
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    createdAt: daysAgo(1000),
    deletionDate: null,
    validTo: null,
    multiRegion: null,
    ...rest,
  }
}

type KeySample = Partial<Omit<ReadableKey, 'place'>> & { region?: string; partition?: string }

export const anUnreadableKey = (rest: Partial<UnreadableKey> = {}): UnreadableKey => {
  const { place, id, arn } = aKey()
  return {
    readable: false,
    place,
    id,
    arn,
    aliases: [],
    reason: 'denied',
    error: 'Access denied for key description',
    manager: null,
    ...rest,
  }
}

export const arnIn = (region: string, id: string): string => `arn:aws:kms:${region}:111122223333:key/${id}`
