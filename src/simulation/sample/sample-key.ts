import { createHash } from 'node:crypto'
import { DAY, HOUR, MINUTE, type Instant } from '../../model/time.ts'
import { simKey, type SimKey, type SimUse } from '../world/sim-key.ts'

export interface SampleMoments {
  now: Instant
  trackingStart: Instant
  account: string
}

/** Returns the same ID for the same name. It looks like any other UUID. */
export function sampleId(name: string): string {
  const digits = createHash('sha256').update(name).digest('hex')
  const variant = '89ab'[Number.parseInt(digits[16] ?? '0', 16) % 4] ?? '8'
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-')
}

export const multiRegionId = (name: string): string => `mrk-${sampleId(name).replaceAll('-', '')}`

/** Returns the tag with the owner of the key. Most keys of the sample company have one. */
export const ownedBy = (owner: string, more: Readonly<Record<string, string>> = {}) => ({ tags: { owner, ...more } })

/** Returns a customer managed key that is named after its alias and was created so many days ago. */
export const sampleKey = (
  now: Instant,
  name: string,
  ageInDays: number,
  description: string,
  rest: Partial<SimKey> = {},
): SimKey =>
  simKey({
    id: sampleId(name),
    aliases: [`alias/${name}`],
    description,
    createdAt: now - ageInDays * DAY - 3 * HOUR - 17 * MINUTE,
    ...rest,
  })

/** Returns a rotation once a year since the key was created. */
export const yearlySince = (now: Instant, ageInDays: number) => ({
  enabled: true,
  rotations: Array.from(
    { length: Math.floor(ageInDays / YEAR) },
    (_, year) => now - (ageInDays - (year + 1) * YEAR) * DAY,
  ),
})

const YEAR = 365

/** Returns the key that AWS creates when a service first needs one. */
export const awsManagedKey = (
  now: Instant,
  region: string,
  service: string,
  protects: string,
  uses: readonly SimUse[],
): SimKey =>
  sampleKey(now, `aws/${service}`, 1100, `Default key that protects my ${protects} when no other key is defined`, {
    id: sampleId(`${region} ${service}`),
    manager: 'AWS',
    uses,
  })

/** Returns a function that makes the ARN of a session of a role, as CloudTrail names the caller. */
export const sessionsIn =
  (account: string) =>
  (role: string, session = 'i-0abcd1234ef567890'): string =>
    `arn:aws:sts::${account}:assumed-role/${role}/${session}`

/**
 * Returns calls spread over the days before a moment. `by` is an ARN or a service principal. Left out: a role named
 * `app`.
 */
export const calls = (operation: string, at: Instant, count: number, days: number, by?: string): SimUse => ({
  operation,
  at,
  count,
  over: days * DAY,
  ...(by !== undefined && { by }),
})
