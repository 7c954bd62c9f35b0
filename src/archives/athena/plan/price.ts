/**
 * Dollars for a terabyte that Athena scans, in most Regions. Each query counts in whole megabytes, ten at least.
 * Queries that fail, and those that create tables, are free.
 * https://aws.amazon.com/athena/pricing/
 */
const PER_TERABYTE = 5
const MEGABYTE = 2 ** 20
const TERABYTE = 2 ** 40
const LEAST = 10 * MEGABYTE

/** Returns the bytes that AWS bills for a query that scanned so many. */
export const billedBytes = (scanned: number): number => Math.max(LEAST, Math.ceil(scanned / MEGABYTE) * MEGABYTE)

/** Returns dollars. */
export const scanPrice = (billed: number): number => (billed / TERABYTE) * PER_TERABYTE

/**
 * Returns about what S3 bills for the requests of queries: one GetObject for each log file, and for each partition one
 * ListObjectsV2 with up to 1,000 log files. In dollars, for the storage class S3 Standard in most Regions.
 * https://aws.amazon.com/s3/pricing/
 */
export const requestPrice = (files: number, partitions: number): number =>
  files * PER_GET + (partitions + files / 1000) * PER_LIST

const PER_GET = 0.0004 / 1000
const PER_LIST = 0.005 / 1000
