import type { Instant } from '../../../model/time.ts'
import { DAY } from '../../../model/time.ts'
import type { Chunk } from '../query/chunk.ts'
import { LIMITS, USUAL_ACCOUNTS } from './limits.ts'

/** One account and Region. */
export interface ArchivePlace {
  account: string
  region: string
}

/** What is asked, of which places and days. */
export interface Extent {
  places: readonly ArchivePlace[]
  /** Whole days. */
  since: Instant
  until: Instant
  /** The last day of which log files can exist. */
  now: Instant
  /** Accounts of a query, at most. */
  accountsPerQuery?: number
}

/** CloudTrail tries for so long to deliver to a bucket that refuses. */
const LATEST_DELIVERY = 30 * DAY

/**
 * Returns the queries that answer for all places: accounts with the same Regions together, month by month.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-s3-bucket-naming-requirements.html
 */
export function planChunks(extent: Extent): Chunk[] {
  const { accountsPerQuery = USUAL_ACCOUNTS } = extent
  return groupsOf(extent.places).flatMap(({ accounts, regions }) => {
    const most = Math.floor(LIMITS.partitions / (regions.length * LONGEST_CHUNK))
    const size = Math.max(1, Math.min(accountsPerQuery, LIMITS.accounts, most))
    return batches(accounts, size).flatMap(batch => monthsOf(batch, regions, extent))
  })
}

/** Days of delivery that a query reads at most: the last month, with what was delivered late. */
const LONGEST_CHUNK = 31 + LATEST_DELIVERY / DAY + 1

function monthsOf(accounts: readonly string[], regions: readonly string[], { since, until, now }: Extent): Chunk[] {
  const chunks: Chunk[] = []
  for (let start = since; start < until;) {
    const end = Math.min(nextMonth(start), until)
    const isLast = end === until
    const deliveredUntil = isLast ? Math.max(end, Math.min(end + LATEST_DELIVERY, now)) : end
    const before = chunks.at(-1)
    const late = before === undefined ? null : { from: since, reached: before.reach }
    chunks.push({
      accounts,
      regions,
      since: start,
      until: end,
      reach: start,
      late,
      deliveredUntil,
      isLast,
      without: [],
    })
    start = end
  }
  return chunks
}

/** Accounts by their Regions, both sorted. */
function groupsOf(places: readonly ArchivePlace[]): { accounts: string[]; regions: string[] }[] {
  const regionsOf = new Map<string, Set<string>>()
  for (const { account, region } of places)
    regionsOf.set(account, (regionsOf.get(account) ?? new Set<string>()).add(region))
  const groups = new Map<string, { accounts: string[]; regions: string[] }>()
  for (const [account, all] of [...regionsOf].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const regions = [...all].toSorted()
    const group = groups.get(regions.join()) ?? { accounts: [], regions }
    group.accounts.push(account)
    groups.set(regions.join(), group)
  }
  return [...groups.values()]
}

function batches<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size))
}

/** The start of the month after the one of this time. */
function nextMonth(at: Instant): Instant {
  const date = new Date(at)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)
}

/** The start of the day of this time. */
export const dayStart = (at: Instant): Instant => Math.floor(at / DAY) * DAY

/** The end of the day of the moment before this time. */
export const dayEnd = (at: Instant): Instant => Math.ceil(at / DAY) * DAY
