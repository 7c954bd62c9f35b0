import type { Instant } from '../../../model/time.ts'
import { DAY } from '../../../model/time.ts'
import type { Chunk } from '../query/chunk.ts'
import { LIMITS, USUAL_ACCOUNTS } from './limits.ts'
import { durationOf, type PlaceSizes, shareOf } from './place-size.ts'
import type { ArchivePlace } from '../../archive-place.ts'
import { splitChunk } from './split-chunk.ts'

/** The question, and the accounts, Regions and days that it is about. */
export interface Extent {
  places: readonly ArchivePlace[]
  /** Whole days. */
  since: Instant
  until: Instant
  /** The last day for which log files can exist. */
  now: Instant
  /** How much the places log. Left out: not known. */
  sizes?: PlaceSizes
  /** Tables that each query reads, by the same partitions. Left out: one. */
  tables?: number
}

/** CloudTrail tries for so long to deliver to a bucket that refuses. */
const LATEST_DELIVERY = 30 * DAY

/**
 * Returns the queries that answer for all places: accounts with the same Regions together, month by month.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-s3-bucket-naming-requirements.html
 */
export function planChunks(extent: Extent): Chunk[] {
  const { places, sizes, tables = 1 } = extent
  const partitions = LIMITS.partitions / tables
  return groupsOf(places).flatMap(({ accounts, regions }) => {
    const most = Math.min(LIMITS.accounts, Math.floor(partitions / (regions.length * LONGEST_CHUNK)))
    const batches =
      sizes === undefined ? byCount(accounts, Math.min(USUAL_ACCOUNTS, most)) : bySize(accounts, regions, sizes, most)
    return batches.flatMap(batch => monthsOf(batch, regions, extent)).flatMap(chunk => fitting(chunk, sizes))
  })
}

/** Days of delivery that a query reads at most: the last month, with what was delivered late. */
const LONGEST_CHUNK = 31 + LATEST_DELIVERY / DAY + 1
/** Days of delivery that the query of any other month reads. */
const USUAL_CHUNK = 32

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

function byCount(accounts: readonly string[], size: number): string[][] {
  const count = Math.ceil(accounts.length / size)
  return Array.from({ length: count }, (_, index) => accounts.slice(index * size, (index + 1) * size))
}

/** As many accounts together as one query can read in its time. */
function bySize(accounts: readonly string[], regions: readonly string[], sizes: PlaceSizes, most: number): string[][] {
  const batches: string[][] = []
  let share = Infinity
  for (const account of accounts) {
    const size = sizes.mostOf(regions.map(region => ({ account, region })))
    const own = size === null ? 1 / USUAL_ACCOUNTS : shareOf(size, USUAL_CHUNK)
    const batch = batches.at(-1)
    if (batch === undefined || batch.length >= most || share + own > 1) {
      batches.push([account])
      share = own
    } else {
      batch.push(account)
      share += own
    }
  }
  return batches
}

/** Halves a query of one account that logs more than a query can read in its time. */
function fitting(chunk: Chunk, sizes: PlaceSizes | undefined): Chunk[] {
  const day =
    sizes?.mostOf(chunk.accounts.flatMap(account => chunk.regions.map(region => ({ account, region })))) ?? null
  const days = Math.floor((chunk.deliveredUntil - chunk.since) / DAY) + 1
  if (day === null) return [chunk]
  const duration = durationOf({ bytes: day.bytes * days, files: day.files * days })
  if (duration <= LIMITS.duration) return [chunk]
  return splitChunk(chunk)?.flatMap(half => fitting(half, sizes)) ?? [chunk]
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
