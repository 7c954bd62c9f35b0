import { DAY } from '../../../model/time.ts'
import type { ArchivePlace } from '../../archive-place.ts'
import type { Chunk } from '../query/chunk.ts'
import { AT_ONCE, LIMITS } from './limits.ts'
import { durationOf, type PlaceSizes } from './place-size.ts'
import { billedBytes, requestPrice, scanPrice } from './price.ts'

/** What a plan of queries costs. */
export interface AthenaEstimate {
  queries: number
  /** Files and their bytes. Null: their sizes are not known. */
  files: number | null
  bytes: number | null
  /** At list price, without the requests to S3. */
  dollars: number | null
  /** What S3 bills for the requests, about, at list price. */
  requestDollars: number | null
  /** Milliseconds, with the queries that run at once. */
  duration: number | null
  /** Milliseconds of the longest query. */
  longest: number | null
}

/** @param tables that each query reads: the partitions of each are listed */
export function estimateOf(chunks: readonly Chunk[], sizes: PlaceSizes, tables: number = 1): AthenaEstimate {
  const queries = chunks.length
  const total = { files: 0, bytes: 0, billed: 0, partitions: 0, work: 0, longest: 0 }
  for (const chunk of chunks) {
    const day = sizes.meanOf(placesOf(chunk))
    if (day === null) return { queries, ...NOT_KNOWN }
    const days = daysOf(chunk)
    const size = { bytes: day.bytes * days, files: day.files * days }
    const duration = durationOf(size)
    total.files += size.files
    total.bytes += size.bytes
    total.billed += billedBytes(size.bytes)
    total.partitions += partitionsOf(chunk)
    total.work += duration
    total.longest = Math.max(total.longest, duration)
  }
  const { files, bytes, billed, partitions, work, longest } = total
  return {
    queries,
    files: Math.round(files),
    bytes: Math.round(bytes),
    dollars: scanPrice(billed),
    requestDollars: requestPrice(files, partitions * tables),
    duration: Math.max(longest, work / AT_ONCE),
    longest,
  }
}

const NOT_KNOWN = { files: null, bytes: null, dollars: null, requestDollars: null, duration: null, longest: null }

/**
 * The limits of Athena that a query would not keep, in words. Empty: it keeps all that can be known before it runs.
 *
 * @param tables that it reads
 */
export function brokenLimits(chunk: Chunk, sql: string, sizes: PlaceSizes, tables: number = 1): string[] {
  const day = sizes.mostOf(placesOf(chunk))
  const days = daysOf(chunk)
  const duration = day === null ? 0 : durationOf({ bytes: day.bytes * days, files: day.files * days })
  return [
    ...(Buffer.byteLength(sql) > LIMITS.sqlBytes ? ['the text is too long'] : []),
    ...(chunk.accounts.length > LIMITS.accounts ? ['too many accounts'] : []),
    ...(partitionsOf(chunk) * tables > LIMITS.partitions ? ['too many partitions'] : []),
    ...(duration > LIMITS.duration ? ['it takes too long'] : []),
  ]
}

/** Days of delivery that a query reads. */
const daysOf = ({ since, deliveredUntil }: Chunk): number => Math.floor((deliveredUntil - since) / DAY) + 1

const partitionsOf = (chunk: Chunk): number => chunk.accounts.length * chunk.regions.length * daysOf(chunk)

const placesOf = ({ accounts, regions }: Chunk): ArchivePlace[] =>
  accounts.flatMap(account => regions.map(region => ({ account, region })))
