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
