import { DAY, HOUR, MINUTE, type Instant } from '../../model/time.ts'
import type { CallSpan } from '../world/calls-of-use.ts'
import type { SimQuotas } from '../world/sim-quotas.ts'
import type { SimUsage } from '../world/sim-usage.ts'

/**
 * What the shop calls in us-east-1: orders are encrypted in working hours, a scaling group once started more instances
 * than CreateGrant allows, a release was signed file by file, and one night a job described every key for every record.
 */
export const virginiaUsage = (now: Instant): SimUsage[] => [
  { resource: 'CryptographicOperationsSymmetric', calls: [...workingDays(now, 20), ...burst(now - 9 * DAY, [500], 4)] },
  {
    resource: 'CryptographicOperationsRsa',
    calls: [...nightly(now, 20, 1), ...burst(now - 3 * DAY - 2 * HOUR, [500, 250, 100], 3)],
  },
  {
    resource: 'CreateGrant',
    calls: [...nightly(now, 4, 5), ...burst(now - 6 * DAY - 5 * HOUR, [40, 8], 4)],
    throttled: burst(now - 6 * DAY - 5 * HOUR, [5], 4),
  },
  { resource: 'DescribeKey', calls: [...nightly(now, 2, 30), ...burst(now - 2 * DAY - 11 * HOUR, [500], 6)] },
  { resource: 'GetKeyLastUsage', calls: nightly(now, 2.5, 2) },
  { resource: 'ListAliases', calls: nightly(now, 1, 3) },
  { resource: 'ListGrants', calls: [...nightly(now, 12.5, 2), ...burst(now - 20 * DAY, [50, 12.5], 6)] },
]

/** The European branch calls little. */
export const dublinUsage = (now: Instant): SimUsage[] => [
  { resource: 'CryptographicOperationsSymmetric', calls: nightly(now, 4, 20) },
  { resource: 'DescribeKey', calls: nightly(now, 1, 5) },
]

/** AWS raised one quota, has no applied value for another, and does not measure a third. */
export const VIRGINIA_QUOTAS: SimQuotas = {
  applied: { ListAliases: 1000 },
  defaultOnly: ['CryptographicOperationsEcc'],
  unmetered: ['ScheduleKeyDeletion'],
}

/** The sum of several rates per second over the minutes up to a whole hour. The time between calls must be whole milliseconds. */
const burst = (at: Instant, rates: readonly number[], minutes: number): CallSpan[] =>
  rates.map(rate => ({
    at: Math.floor(at / HOUR) * HOUR - 1,
    count: rate * minutes * 60,
    over: minutes * MINUTE,
  }))

/** The same calls in ten hours of each day. */
const workingDays = (now: Instant, rate: number): CallSpan[] =>
  daysUntil(now).flatMap(day => burst(day + 18 * HOUR, [rate], 600))

/** The same calls in some minutes of each night. */
const nightly = (now: Instant, rate: number, minutes: number): CallSpan[] =>
  daysUntil(now).flatMap(day => burst(day + 2 * HOUR, [rate], minutes))

/** Starts of the days of six weeks. */
const daysUntil = (now: Instant): Instant[] =>
  Array.from({ length: 42 }, (_, ago) => Math.floor(now / DAY) * DAY - ago * DAY)
